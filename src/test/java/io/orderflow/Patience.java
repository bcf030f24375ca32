package io.orderflow;

import java.time.Duration;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * How long tests wait for what must come. On a busy machine it comes late, which is not
 * wrong: so nothing waits for less, and whoever asserts that something does <em>not</em>
 * happen waits for a sign that follows it instead. Registered in
 * {@code META-INF/services}, so that it holds before the first test.
 */
public final class Patience implements LauncherSessionListener {

	public static final Duration LIMIT = Duration.ofSeconds(90);

	@Override
	public void launcherSessionOpened(LauncherSession session) {
		Awaitility.setDefaultTimeout(LIMIT);
		PlaywrightAssertions.setDefaultAssertionTimeout(LIMIT.toMillis());
	}

}
