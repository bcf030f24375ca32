package io.orderflow.platform.live;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import static org.assertj.core.api.Assertions.assertThat;

/** Which streams an account has open. */
class AccountStreamsTest {

	private static final int TIMES = 20_000;

	private final AccountStreams streams = new AccountStreams(3);

	@Test
	void one_more_than_there_may_be_takes_the_place_of_the_oldest() {
		LiveStream first = stream();
		assertThat(this.streams.add(first)).isEmpty();
		assertThat(this.streams.add(stream())).isEmpty();
		assertThat(this.streams.add(stream())).isEmpty();
		assertThat(this.streams.add(stream())).containsExactly(first);
		assertThat(this.streams.of("camille")).hasSize(3).doesNotContain(first);
		assertThat(this.streams.all()).hasSize(3);
	}

	@Test
	void one_that_begins_while_the_last_other_one_ends_is_there() {
		LiveStream ending = stream();
		LiveStream begun = stream();
		CompletableFuture<Void> others = CompletableFuture.runAsync(() -> IntStream.range(0, TIMES).forEach((i) -> {
			this.streams.add(ending);
			this.streams.remove(ending);
		}));
		for (int i = 0; i < TIMES; i++) {
			this.streams.add(begun);
			assertThat(this.streams.of("camille").contains(begun)).isTrue();
			this.streams.remove(begun);
		}
		others.join();
		assertThat(this.streams.all()).isEmpty();
	}

	private static LiveStream stream() {
		return new LiveStream("camille", new SseEmitter(), null, new LivePosition(Instant.EPOCH, ""));
	}

}
