package io.orderflow.conversation;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.orderflow.RefusalAssertions.codeOf;
import static io.orderflow.RefusalAssertions.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

/** A conversation and what is written in it. */
class ConversationTest {

	private static final Instant LAST = Instant.parse("2026-12-01T09:00:00.000001Z");

	private final UUID id = UUID.fromString("5f2f8c1e-6a0c-4d34-9d0b-2d0f2c1e7a11");

	private final Conversation ofOrder = new Conversation(this.id, "OF-0001", "Storyboard", "camille", "lea", null,
			LAST);

	private final Conversation inquiry = new Conversation(this.id, null, null, "camille", "lea", null, LAST);

	@Test
	void it_is_between_its_two_sides_and_nobody_else() {
		assertThat(this.inquiry.isBetween("camille")).isTrue();
		assertThat(this.inquiry.isBetween("lea")).isTrue();
		assertThat(this.inquiry.isBetween("oliver")).isFalse();
		assertThat(this.inquiry.otherSide("camille")).isEqualTo("lea");
		assertThat(this.inquiry.otherSide("lea")).isEqualTo("camille");
	}

	@Test
	void every_message_is_later_than_the_one_before_whatever_the_clock_of_this_node_says() {
		Instant next = Instant.parse("2026-12-01T09:00:00.000002Z");
		assertThat(this.inquiry.afterTheLast(LAST.minusSeconds(3))).isEqualTo(next);
		assertThat(this.inquiry.afterTheLast(LAST)).isEqualTo(next);
		assertThat(this.inquiry.afterTheLast(next)).isEqualTo(next);
		assertThat(this.inquiry.afterTheLast(LAST.plusSeconds(3))).isEqualTo(LAST.plusSeconds(3));
	}

	@Test
	void a_message_is_written_into_its_conversation() {
		UUID message = UUID.randomUUID();
		assertThat(this.ofOrder.written(message, "lea", MessageKind.UPDATE, "Half done", null, LAST.plusSeconds(3)))
			.isEqualTo(
					new Message(message, this.id, "lea", MessageKind.UPDATE, "Half done", null, LAST.plusSeconds(3)));
		assertThat(this.ofOrder.written(message, "lea", MessageKind.UPDATE, "Half done", null, LAST).postedAt())
			.isAfter(LAST);
	}

	@Test
	void the_conversation_of_an_order_stands_on_the_order_s_page() {
		assertThat(this.ofOrder.link()).isEqualTo("/orders/OF-0001#conversation");
		assertThat(this.inquiry.link()).isEqualTo("/conversations/5f2f8c1e-6a0c-4d34-9d0b-2d0f2c1e7a11");
	}

	@Test
	void an_update_on_the_progress_is_told_as_one() {
		assertThat(this.ofOrder.toldAs(message(MessageKind.MESSAGE, null))).isEqualTo("message-posted");
		assertThat(this.ofOrder.toldAs(message(MessageKind.UPDATE, null))).isEqualTo("update-posted");
		assertThat(this.inquiry.toldAs(message(MessageKind.MESSAGE, null))).isEqualTo("inquiry-posted");
	}

	@Test
	void a_question_about_a_service_is_told_with_the_service() {
		Message asked = message(MessageKind.MESSAGE, new AskedService(this.id, "A logo"));
		assertThat(this.inquiry.toldAs(asked)).isEqualTo("service-asked");
		assertThat(this.inquiry.toldOf(asked, "Camille")).containsExactly("Camille", "A logo");
		assertThat(this.inquiry.toldOf(message(MessageKind.MESSAGE, null), "Camille")).containsExactly("Camille");
		Conversation about = new Conversation(this.id, null, null, "camille", "lea",
				new AskedService(this.id, "A logo"), LAST);
		Message answer = message(MessageKind.MESSAGE, null);
		assertThat(about.toldAs(answer)).as("to the client too").isEqualTo("service-talk");
		assertThat(about.toldOf(answer, "Léa")).containsExactly("Léa", "A logo");
	}

	private Message message(MessageKind kind, @Nullable AskedService service) {
		return new Message(UUID.randomUUID(), this.id, "camille", kind, "Hello", service, LAST);
	}

	@Test
	void a_message_has_one_to_20000_characters_or_files() {
		assertThat(problemsOf(() -> Message.check("🦊".repeat(20_000), false, "key"))).isEmpty();
		assertThat(problemsOf(() -> Message.check("🦊".repeat(20_001), false, "key")))
			.containsExactly("message text-too-long 20000 20001");
		assertThat(problemsOf(() -> Message.check("x".repeat(20_001), true, "key")))
			.containsExactly("message text-too-long 20000 20001");
		assertThat(problemsOf(() -> Message.check(" ", false, "key"))).containsExactly("message text-missing");
		assertThat(problemsOf(() -> Message.check(" ", true, "key"))).isEmpty();
	}

	@Test
	void the_key_of_a_message_has_one_to_200_characters() {
		assertThat(problemsOf(() -> Message.check("Hello", false, "k".repeat(200)))).isEmpty();
		assertThat(problemsOf(() -> Message.check("Hello", false, "k".repeat(201))))
			.containsExactly("key key-malformed 200");
		assertThat(problemsOf(() -> Message.check("", false, ""))).containsExactly("message text-missing",
				"key key-malformed 200");
	}

	@Test
	void the_same_message_again_is_the_one_there_is_and_another_is_refused() {
		Message kept = this.ofOrder.written(UUID.randomUUID(), "lea", MessageKind.MESSAGE, "Hello", null, LAST);
		assertThat(kept.repeated(MessageKind.MESSAGE, "Hello", true)).isSameAs(kept);
		assertThat(codeOf(() -> kept.repeated(MessageKind.MESSAGE, "Bye", true))).isEqualTo("UNPROCESSABLE key-reused");
		assertThat(codeOf(() -> kept.repeated(MessageKind.MESSAGE, "Hello", false)))
			.isEqualTo("UNPROCESSABLE key-reused");
		assertThat(codeOf(() -> kept.repeated(MessageKind.UPDATE, "Hello", true)))
			.isEqualTo("UNPROCESSABLE key-reused");
	}

}
