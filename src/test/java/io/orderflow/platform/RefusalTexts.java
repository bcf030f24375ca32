package io.orderflow.platform;

import java.time.Clock;

import org.springframework.context.MessageSource;

/** Sentences for refusals, from texts that a test gives. */
public final class RefusalTexts {

	private RefusalTexts() {
	}

	public static RefusalText of(MessageSource texts) {
		return new RefusalText(texts, Clock.systemUTC());
	}

}
