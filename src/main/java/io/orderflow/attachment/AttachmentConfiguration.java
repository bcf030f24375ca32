package io.orderflow.attachment;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Reads the settings and removes forgotten files every hour, on whichever node. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(AttachmentSettings.class)
class AttachmentConfiguration {

	private static final Logger log = LoggerFactory.getLogger(AttachmentConfiguration.class);

	private final AttachmentService attachments;

	AttachmentConfiguration(AttachmentService attachments) {
		this.attachments = attachments;
	}

	@Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT1H")
	void removeForgotten() {
		int removed = this.attachments.removeForgotten();
		if (removed > 0) {
			log.info("Removed {} uploaded files that no step had taken", removed);
		}
	}

}
