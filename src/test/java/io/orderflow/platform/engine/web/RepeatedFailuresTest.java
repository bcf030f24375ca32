package io.orderflow.platform.engine.web;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RepeatedFailuresTest {

	private final RepeatedFailures failures = new RepeatedFailures();

	@Test
	void a_failure_is_news_once_at_its_place() {
		for (int i = 0; i < 3; i++) {
			assertThat(this.failures.isNews(here(i))).isEqualTo(i == 0);
		}
		assertThat(this.failures.isNews(new NullPointerException("elsewhere"))).isTrue();
		assertThat(this.failures.isNews(new IllegalStateException("of another kind"))).isTrue();
	}

	@Test
	void of_no_end_of_places_no_more_are_kept_than_there_are() {
		int news = 0;
		for (int i = 0; i < 5_000; i++) {
			RuntimeException failure = new IllegalStateException();
			failure.setStackTrace(new StackTraceElement[] { new StackTraceElement("A", "b", "A.java", i) });
			news += this.failures.isNews(failure) ? 1 : 0;
		}
		assertThat(news).isEqualTo(1_000);
	}

	private static RuntimeException here(int time) {
		return new NullPointerException("time " + time);
	}

}
