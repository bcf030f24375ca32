package io.orderflow.worker;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which workers there are. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkerSettings.class)
class WorkerConfiguration {

	/** Watermarked previews of drafts (B8): not written yet. */
	@Bean
	Worker previewWorker() {
		return new PlaceholderWorker("draft.preparePreview");
	}

	/** The dossier of an order (B7): not written yet. */
	@Bean
	Worker dossierWorker() {
		return new PlaceholderWorker("order.buildDossier");
	}

}
