package io.orderflow.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.orderflow.attachment.ReceivedForm;
import io.orderflow.conversation.ConversationView.Excerpt;
import io.orderflow.conversation.ConversationView.Kind;
import io.orderflow.conversation.ConversationView.Person;
import io.orderflow.conversation.ConversationView.Role;
import io.orderflow.platform.Page;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.orderflow.RefusalAssertions.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

/** A conversation as one of its sides finds it, and what helps to go on writing. */
class ConversationViewTest {

	private static final Instant AT = Instant.parse("2026-12-01T09:00:00Z");

	private static final UUID FACE = UUID.fromString("0a3bb9ac-3a57-4a04-8c0d-3d6a2f3c9a01");

	private final UUID id = UUID.fromString("5f2f8c1e-6a0c-4d34-9d0b-2d0f2c1e7a11");

	private final Message last = new Message(UUID.randomUUID(), this.id, "lea", MessageKind.UPDATE, "Half done", null,
			AT);

	@Test
	void each_side_sees_the_other() {
		ConversationView client = view("OF-0001", this.last, "camille");
		assertThat(client).isEqualTo(new ConversationView(this.id, Kind.ORDER, "OF-0001", "Storyboard", null,
				Role.CLIENT, new Person("lea", "Léa", FACE),
				new Excerpt(this.last.id(), false, MessageKind.UPDATE, "Half done", AT), AT, 2));
		ConversationView freelancer = view("OF-0001", this.last, "lea");
		assertThat(freelancer.role()).isEqualTo(Role.FREELANCER);
		assertThat(freelancer.last().mine()).isTrue();
	}

	@Test
	void who_is_not_there_any_more_is_called_by_the_account() {
		assertThat(view("OF-0001", this.last, "lea").other()).isEqualTo(new Person("camille", "camille", null));
	}

	@Test
	void before_the_first_message_there_is_no_last() {
		ConversationView inquiry = view(null, null, "camille");
		assertThat(inquiry.kind()).isEqualTo(Kind.INQUIRY);
		assertThat(inquiry.last()).isNull();
	}

	@Test
	void live_events_name_a_conversation_by_its_order() {
		assertThat(open(view("OF-0001", this.last, "lea")).liveName()).isEqualTo("OF-0001");
		assertThat(open(view(null, this.last, "lea")).liveName()).isEqualTo(this.id.toString());
	}

	@Test
	void texts_that_everybody_has_lead_the_freelancer_on() {
		assertThat(ReadyMessage.offeredIn(view("OF-0001", this.last, "lea"))).containsExactly("thank", "questions",
				"firstStep", "underWay");
		assertThat(ReadyMessage.offeredIn(view(null, this.last, "lea"))).containsExactly("thank", "questions",
				"firstStep");
		assertThat(ReadyMessage.offeredIn(view("OF-0001", this.last, "camille"))).isEmpty();
		assertThat(ReadyMessage.offeredIn(view(null, this.last, "camille"))).isEmpty();
	}

	@Test
	void a_text_that_is_saved_has_a_title_of_100_characters_at_most() {
		assertThat(problemsOf(() -> ReadyMessage.check("t".repeat(100), "x".repeat(20_000)))).isEmpty();
		assertThat(problemsOf(() -> ReadyMessage.check("t".repeat(101), "x".repeat(20_001))))
			.containsExactly("title text-too-long 100 101", "text text-too-long 20000 20001");
		assertThat(problemsOf(() -> ReadyMessage.check("", " "))).containsExactly("title text-missing",
				"text text-missing");
	}

	@Test
	void a_box_knows_whether_it_has_messages_that_everybody_has() {
		ReadyMessage.Title own = new ReadyMessage.Title("1", true, "Mine");
		assertThat(new MessageBox("slot", List.of(), List.of(own)).hasCommonTexts()).isFalse();
		assertThat(new MessageBox("slot", List.of(), List.of(new ReadyMessage.Title("thank", false, "Thanks"), own))
			.hasCommonTexts()).isTrue();
	}

	@Test
	void each_box_writes_a_message_of_its_own() {
		assertThat(new MessageBox("slot", List.of(), List.of()).key())
			.isNotEqualTo(new MessageBox("slot", List.of(), List.of()).key());
	}

	@Test
	void a_form_writes_the_same_text_once() {
		String one = UUID.randomUUID().toString();
		String other = UUID.randomUUID().toString();
		assertThat(key(one, "Hello")).isEqualTo(key(one, "Hello")).startsWith("page/" + one + "/");
		assertThat(key(one, "Hello")).isNotEqualTo(key(one, "Bye")).isNotEqualTo(key(other, "Hello"));
	}

	@Test
	void a_form_without_a_key_of_its_own_is_refused() {
		assertThat(problemsOf(() -> key("?", "Hello"))).containsExactly("key wrong-type ?");
	}

	private static String key(String key, String message) {
		return MessageBox
			.messageKey(new ReceivedForm(Map.of("key", List.of(key), "message", List.of(message)), null, false));
	}

	@Test
	void the_files_of_the_next_message_wait_beside_what_they_go_to() {
		assertThat(ConversationViewService.slot(view("OF-0001", this.last, "lea"))).isEqualTo("OF-0001/message/files");
		assertThat(ConversationViewService.slot(view(null, this.last, "lea")))
			.isEqualTo("conversations/" + this.id + "/message");
		assertThat(ConversationViewService.slot("lea")).isEqualTo("conversations/new/lea/message");
	}

	private static OpenConversation open(ConversationView view) {
		return new OpenConversation(view, new Page<>(List.of(), null), new MessageBox("slot", List.of(), List.of()), 0);
	}

	private ConversationView view(@Nullable String order, @Nullable Message newest, String reader) {
		Conversation conversation = new Conversation(this.id, order, (order != null) ? "Storyboard" : null, "camille",
				"lea", null, AT);
		return ConversationView.of(new ConversationRows.Listed(conversation, newest, 2,
				Map.of("lea", new io.orderflow.account.Person("lea", "Léa", FACE))), reader);
	}

}
