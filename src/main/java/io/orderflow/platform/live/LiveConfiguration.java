package io.orderflow.platform.live;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LiveSettings.class)
class LiveConfiguration {

	/** Few, since each needs a database connection for a moment. */
	private static final int THREADS = 3;

	/** Reads for pages and writes to them: a page that takes long holds up few others. */
	@Bean(defaultCandidate = false)
	@Qualifier("live")
	ThreadPoolTaskExecutor liveExecutor() {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setCorePoolSize(THREADS);
		executor.setMaxPoolSize(THREADS);
		executor.setAllowCoreThreadTimeOut(true);
		executor.setThreadNamePrefix("live-");
		return executor;
	}

}
