package io.orderflow.worker;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What workers need in either process. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkerSettings.class)
class WorkerConfiguration {

	/** Of the application where there is one; a process of its own counts for itself. */
	@Bean
	WorkerMeter workerMeter(ObjectProvider<MeterRegistry> registry) {
		return new WorkerMeter(registry.getIfAvailable(SimpleMeterRegistry::new));
	}

}
