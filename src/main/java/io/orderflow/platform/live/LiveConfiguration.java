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

	private static final int THREADS_FOR_SLOW = 2;

	/**
	 * Reads for pages and writes to them; an account has one of the threads at a time.
	 */
	@Bean(defaultCandidate = false)
	@Qualifier("live")
	ThreadPoolTaskExecutor liveExecutor() {
		return executor("live-", THREADS);
	}

	/** The same for accounts with pages that lately did not read. */
	@Bean(defaultCandidate = false)
	@Qualifier("live-slow")
	ThreadPoolTaskExecutor slowLiveExecutor() {
		return executor("live-slow-", THREADS_FOR_SLOW);
	}

	/** Says what has changed to all nodes, which waits for no page. */
	@Bean(defaultCandidate = false)
	@Qualifier("live-notifier")
	ThreadPoolTaskExecutor liveNotifierExecutor() {
		return executor("live-notifier-", 1);
	}

	private static ThreadPoolTaskExecutor executor(String prefix, int threads) {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setCorePoolSize(threads);
		executor.setMaxPoolSize(threads);
		executor.setAllowCoreThreadTimeOut(true);
		executor.setThreadNamePrefix(prefix);
		return executor;
	}

}
