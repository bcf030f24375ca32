package io.orderflow;

import java.time.Duration;

/**
 * How long tests wait for what must come. On a busy machine it comes late, which is not
 * wrong: so nothing waits for less. Whoever asserts that something does not happen waits
 * for a sign that follows it instead.
 */
public final class TestTimeouts {

	public static final Duration LIMIT = Duration.ofSeconds(90);

	private TestTimeouts() {
	}

}
