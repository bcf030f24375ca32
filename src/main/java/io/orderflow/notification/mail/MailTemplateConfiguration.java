package io.orderflow.notification.mail;

import java.util.Set;

import org.thymeleaf.spring6.templateresolver.SpringResourceTemplateResolver;
import org.thymeleaf.templatemode.TemplateMode;

import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Finds the one template that is plain text; all others are pages or HTML. */
@Configuration(proxyBeanMethods = false)
class MailTemplateConfiguration {

	static final String TEXT = "notification/mail.txt";

	@Bean
	SpringResourceTemplateResolver plainTextTemplates(ApplicationContext context) {
		SpringResourceTemplateResolver templates = new SpringResourceTemplateResolver();
		templates.setApplicationContext(context);
		templates.setPrefix("classpath:/templates/");
		templates.setResolvablePatterns(Set.of(TEXT));
		templates.setTemplateMode(TemplateMode.TEXT);
		templates.setCharacterEncoding("UTF-8");
		templates.setOrder(1);
		return templates;
	}

}
