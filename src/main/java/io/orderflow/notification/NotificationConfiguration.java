package io.orderflow.notification;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ MailSettings.class, NotificationSettings.class })
class NotificationConfiguration {

}
