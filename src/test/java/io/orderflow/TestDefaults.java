package io.orderflow;

import java.time.ZoneOffset;
import java.util.Locale;
import java.util.TimeZone;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * What holds before the first test, registered in {@code META-INF/services}: how long is
 * waited, and the language and the zone that the application makes the defaults of its
 * JVM. In a fork that has started no application yet, tools of the tests ask them too:
 * Playwright lower-cases the names of its roles, and in Turkish finds no link.
 */
public final class TestDefaults implements LauncherSessionListener {

	@Override
	public void launcherSessionOpened(LauncherSession session) {
		Locale.setDefault(Locale.ENGLISH);
		TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.UTC));
		Awaitility.setDefaultTimeout(TestTimeouts.LIMIT);
		PlaywrightAssertions.setDefaultAssertionTimeout(TestTimeouts.LIMIT.toMillis());
	}

}
