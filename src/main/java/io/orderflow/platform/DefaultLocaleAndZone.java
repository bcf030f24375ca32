package io.orderflow.platform;

import java.time.ZoneOffset;
import java.util.Locale;
import java.util.TimeZone;

import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Makes the language and the time zone of the machine irrelevant, before anything else
 * starts: the defaults of the JVM are English and UTC. The engine lower-cases the names
 * of its tables by the default locale (in Turkish {@code ACT_RU_IDENTITYLINK} is none of
 * them, and nothing starts), and writes its times without a zone, as they read in the
 * default one (nodes that differ in it would fire each other's timers hours too early).
 * What people read is formatted for each reader and asks for neither.
 * <p>
 * Registered in {@code spring.factories}, so the packaged jar, {@code spring-boot:run},
 * workers and tests all begin with it.
 */
final class DefaultLocaleAndZone implements ApplicationListener<ApplicationStartingEvent>, Ordered {

	@Override
	public void onApplicationEvent(ApplicationStartingEvent event) {
		Locale.setDefault(Locale.ENGLISH);
		TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.UTC));
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
