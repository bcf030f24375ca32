package io.orderflow.platform.live;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LiveSettings.class)
class LiveConfiguration {

	/** More than read at once, since a page that does not read keeps one waiting. */
	private static final int THREADS = 16;

	/**
	 * Reads for pages and writes to them; an account has one of the threads at a time.
	 */
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
