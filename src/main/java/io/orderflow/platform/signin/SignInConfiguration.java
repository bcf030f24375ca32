package io.orderflow.platform.signin;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ SignInSettings.class, SessionSettings.class, SenderSettings.class })
class SignInConfiguration {

}
