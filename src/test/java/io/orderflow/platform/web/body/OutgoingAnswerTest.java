package io.orderflow.platform.web.body;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

import io.orderflow.platform.quota.KeyedSemaphores;
import org.apache.coyote.ActionCode;
import org.apache.coyote.OutputBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatNoException;

class OutgoingAnswerTest {

	private static final int CHUNK = 8_192;

	private long now;

	private Duration eachTakes = Duration.ZERO;

	private final List<ActionCode> actions = new ArrayList<>();

	private final KeyedSemaphores places = new KeyedSemaphores(1, 0, new Semaphore(0), Duration.ZERO);

	private final OutgoingAnswer answer = new OutgoingAnswer(new Reader(), (code, param) -> this.actions.add(code),
			new OutgoingAnswer.Places(new SlowSenders(1, 1), this.places),
			() -> new SlowSenders.Sender("192.0.2.1", null),
			new OutgoingAnswer.Pace(Duration.ofSeconds(10).toNanos(), 4_096), new Begun(), () -> this.now);

	private static final class Begun implements OutgoingAnswer.Answer {

		@Override
		public boolean isBegun() {
			return true;
		}

		@Override
		public long length() {
			return -1;
		}

		@Override
		public void drop() {
			throw new AssertionError("Some of it was sent");
		}

	}

	/** Takes each write after a while. */
	private final class Reader implements OutputBuffer {

		@Override
		public int doWrite(ByteBuffer chunk) {
			OutgoingAnswerTest.this.now += OutgoingAnswerTest.this.eachTakes.toNanos();
			return chunk.remaining();
		}

		@Override
		public long getBytesWritten() {
			return 0;
		}

	}

	private void write(int chunks) throws IOException {
		for (int i = 0; i < chunks; i++) {
			this.answer.doWrite(ByteBuffer.allocate(CHUNK));
		}
	}

	@Test
	void a_reader_who_keeps_the_pace_reads_to_the_end() {
		this.eachTakes = Duration.ofSeconds(2);
		assertThatNoException().isThrownBy(() -> write(1_000));
	}

	@Test
	void a_slower_one_is_cut_off_after_a_while() throws IOException {
		this.eachTakes = Duration.ofMillis(2_500);
		write(4);
		assertThatIOException().isThrownBy(() -> write(2));
	}

	@ParameterizedTest
	@EnumSource(names = { "ACK", "COMMIT", "CLIENT_FLUSH", "CLOSE" })
	void whatever_sends_something_needs_a_place(ActionCode code) {
		this.answer.action(code, null);
		assertThat(this.actions).containsExactly(code);
		this.places.enter("192.0.2.1");
		this.answer.action(code, null);
		assertThat(this.actions).containsExactly(code, ActionCode.CLOSE_NOW);
	}

	@Test
	void the_time_that_the_application_takes_itself_is_nobodys() {
		assertThatNoException().isThrownBy(() -> {
			write(1);
			this.now += Duration.ofHours(1).toNanos();
			write(1);
		});
	}

}
