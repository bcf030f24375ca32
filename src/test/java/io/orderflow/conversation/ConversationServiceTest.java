package io.orderflow.conversation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.orderflow.BareOrders;
import io.orderflow.BareOrders.BareOrder;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.QueryPlans;
import io.orderflow.account.NotificationKind;
import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.notification.NotificationService;
import io.orderflow.notification.NotificationView;
import io.orderflow.platform.Page;
import io.orderflow.platform.Refusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What the two sides of an order write to each other. */
@OrderflowTest
class ConversationServiceTest {

	@Autowired
	private ConversationService conversations;

	@Autowired
	private AttachmentService attachments;

	@Autowired
	private NotificationService notifications;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private QueryPlans plans;

	@Autowired
	private BareOrders orders;

	@Autowired
	private TransactionTemplate transaction;

	private UUID orderId;

	private String order;

	private String client;

	private String freelancer;

	@BeforeEach
	void order() {
		this.client = this.newcomers.client();
		this.freelancer = this.newcomers.freelancer();
		BareOrder placed = this.orders.placed(this.client, this.freelancer);
		this.orderId = placed.id();
		this.order = placed.number();
		open();
	}

	@Test
	void an_order_has_one_conversation_however_often_it_is_opened() {
		assertThat(open()).isEqualTo(open());
	}

	@Test
	void each_side_writes_and_the_other_is_told() {
		post(this.client, "Hello!");
		assertThat(told(this.freelancer)).singleElement().satisfies((notification) -> {
			assertThat(notification.kind()).isEqualTo(NotificationKind.MESSAGE);
			assertThat(notification.orderNumber()).isEqualTo(this.order);
			assertThat(notification.link()).isEqualTo("/orders/" + this.order + "#conversation");
			assertThat(notification.title()).isEqualTo("Camille Newcomer wrote to you");
		});
		this.conversations.post(this.order, this.freelancer, MessageKind.UPDATE, "Half done.", List.of(), "u1");
		assertThat(told(this.client)).extracting(NotificationView::title)
			.containsExactly("Noah Newcomer a publié un point d’avancement");
	}

	@Test
	void nobody_else_reads_or_writes() {
		String stranger = this.newcomers.freelancer();
		assertThat(refusal(() -> post(stranger, "Hi")).kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
		assertThat(refusal(() -> read(stranger)).kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
		assertThat(refusal(() -> this.conversations.messages("T-none", this.client, null, null)).kind())
			.isEqualTo(Refusal.Kind.NOT_FOUND);
	}

	@Test
	void what_is_written_is_kept_as_written() {
		String text = "<script>alert(1)</script>\r\n\t\u202E 👩‍👧 {0} '' \\";
		post(this.client, text);
		MessageView read = read(this.freelancer).get(0);
		assertThat(read.text()).isEqualTo(text);
		assertThat(read.authorName()).isEqualTo("Camille Newcomer");
		assertThat(read.mine()).isFalse();
		assertThat(read(this.client).get(0).mine()).isTrue();
	}

	@Test
	void a_message_says_something_and_has_a_limit() {
		assertThat(problems("  ")).containsExactly("message text-missing");
		assertThat(problems("x".repeat(20_001))).containsExactly("message text-too-long");
		assertThat(problems("a\0b")).containsExactly("message text-null-character");
		post(this.client, "🖌".repeat(20_000));
		assertThat(read(this.client)).hasSize(1);
	}

	/** They take longer than all the rest of it. */
	@Test
	void a_message_that_is_repeated_has_its_words_already() {
		Message first = this.conversations.post(this.order, this.client, MessageKind.MESSAGE, "Once", List.of(), "k");
		this.transaction.executeWithoutResult((tx) -> {
			tx.setRollbackOnly();
			this.jdbc.sql("""
					create or replace function words_searched(written text) returns tsvector language plpgsql as $$
					begin raise 'words are made'; end $$
					""").update();
			assertThat(this.conversations.post(this.order, this.client, MessageKind.MESSAGE, "Once", List.of(), "k"))
				.isEqualTo(first);
			assertThatExceptionOfType(DataAccessException.class).as("a new one has none")
				.isThrownBy(() -> this.conversations.post(this.order, this.client, MessageKind.MESSAGE, "Once",
						List.of(), "other"));
		});
	}

	@Test
	void the_words_of_a_text_in_which_a_letter_is_eighteen_are_of_a_length_that_is_soon_made() {
		String hasLast = "select words_searched(:text) @@ 'fox'::tsquery";
		assertThat(this.jdbc.sql(hasLast).param("text", "\uFDFA".repeat(19_990) + " fox").query(Boolean.class).single())
			.isFalse();
		assertThat(this.jdbc.sql(hasLast).param("text", "\uAC01".repeat(19_990) + " fox").query(Boolean.class).single())
			.as("three letters each")
			.isTrue();
	}

	@Test
	void the_same_key_is_the_same_message() {
		Message first = this.conversations.post(this.order, this.client, MessageKind.MESSAGE, "Once", List.of(), "k");
		Message again = this.conversations.post(this.order, this.client, MessageKind.MESSAGE, "Once", List.of(), "k");
		assertThat(again).isEqualTo(first);
		assertThat(read(this.client)).hasSize(1);
		assertThat(told(this.freelancer)).hasSize(1);
		assertThat(refusal(
				() -> this.conversations.post(this.order, this.client, MessageKind.MESSAGE, "Twice", List.of(), "k"))
			.code()).isEqualTo("key-reused");
		assertThat(refusal(() -> this.conversations.post(this.order, this.client, MessageKind.MESSAGE, "Once",
				List.of(UUID.randomUUID()), "k"))
			.code()).as("with a file that was left out").isEqualTo("key-reused");
		this.conversations.post(this.order, this.freelancer, MessageKind.MESSAGE, "Mine", List.of(), "k");
		assertThat(read(this.client)).hasSize(2);
	}

	@Test
	void a_double_click_writes_once() throws Exception {
		CyclicBarrier together = new CyclicBarrier(2);
		ExecutorService both = Executors.newFixedThreadPool(2);
		try {
			Callable<Message> click = () -> {
				together.await();
				return this.conversations.post(this.order, this.client, MessageKind.MESSAGE, "Once", List.of(), "d");
			};
			List<Future<Message>> answers = both.invokeAll(List.of(click, click));
			assertThat(answers.get(0).get()).isEqualTo(answers.get(1).get());
		}
		finally {
			both.shutdownNow();
		}
		assertThat(read(this.client)).hasSize(1);
		assertThat(told(this.freelancer)).hasSize(1);
	}

	@Test
	void both_sides_read_the_files_of_a_message_in_their_order_and_nobody_else_does() {
		List<UUID> files = List.of(upload("b.txt"), upload("a.txt"));
		this.conversations.post(this.order, this.client, MessageKind.MESSAGE, "", files, "f");
		assertThat(read(this.freelancer).get(0).files()).extracting(Attachment::id).isEqualTo(files);
		assertThat(this.attachments.get(this.freelancer, files.get(0)).fileName()).isEqualTo("b.txt");
		String stranger = this.newcomers.freelancer();
		assertThat(refusal(() -> this.attachments.get(stranger, files.get(0))).kind())
			.isEqualTo(Refusal.Kind.NOT_FOUND);
	}

	@Test
	void a_message_whose_file_is_refused_is_not_written() {
		UUID theirs = upload("theirs.txt");
		Refusal refusal = refusal(() -> this.conversations.post(this.order, this.freelancer, MessageKind.MESSAGE,
				"Look", List.of(theirs), "f"));
		assertThat(refusal.problems()).extracting(Refusal.Problem::code).containsExactly("unknown-file");
		assertThat(read(this.client)).isEmpty();
		assertThat(told(this.client)).isEmpty();
	}

	@Test
	void the_database_refuses_to_change_or_remove_a_message() {
		UUID id = post(this.client, "Final").id();
		for (String change : List.of("update message set text = 'x' where id = ?", "delete from message where id = ?",
				"delete from message_file where message_id = ?")) {
			assertThatExceptionOfType(DataAccessException.class)
				.isThrownBy(() -> this.jdbc.sql(change).param(id).update())
				.withMessageContaining("never changed or removed");
		}
	}

	@Test
	void pages_follow_one_another_newest_first() {
		List<UUID> written = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			written.add(0, post(this.client, "Message " + i).id());
		}
		List<UUID> read = new ArrayList<>();
		String cursor = null;
		do {
			Page<MessageView> page = this.conversations.messages(this.order, this.freelancer, cursor, 2);
			page.items().forEach((message) -> read.add(message.id()));
			cursor = page.next();
		}
		while (cursor != null);
		assertThat(read).isEqualTo(written);
	}

	@Test
	void messages_are_read_from_an_index() {
		UUID conversation = open();
		this.plans.amid(() -> this.jdbc.sql("""
				insert into message (id, conversation_id, author, kind, text, key, posted_at)
				select gen_random_uuid(), ?, ?, 'MESSAGE', 'x', 'plan' || n, now() - n * interval '1 second'
				from generate_series(1, 20000) n
				""").params(conversation, this.client).update(),
				() -> assertThat(this.plans.of(MessageRows.BEFORE,
						Map.of("conversation", conversation, "at", OffsetDateTime.now(ZoneOffset.UTC), "id",
								UUID.randomUUID(), "limit", 21)))
					.contains("Limit\n  ->  Index Scan using message_in_conversation", "message_file_pkey")
					.doesNotContain("Seq Scan"));
	}

	private UUID open() {
		return this.conversations.openForOrder(this.orderId, this.order, "Storyboard", this.client, this.freelancer);
	}

	private Message post(String author, String text) {
		return this.conversations.post(this.order, author, MessageKind.MESSAGE, text, List.of(),
				UUID.randomUUID().toString());
	}

	private List<MessageView> read(String reader) {
		return this.conversations.messages(this.order, reader, null, 100).items();
	}

	private List<NotificationView> told(String account) {
		return this.notifications.page(account, null, null).items();
	}

	private UUID upload(String name) {
		try {
			return this.attachments.upload(this.client, name, null, null, new ByteArrayInputStream(new byte[] { 'x' }))
				.id();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private List<String> problems(String text) {
		return refusal(() -> post(this.client, text)).problems()
			.stream()
			.map((problem) -> problem.field() + " " + problem.code())
			.toList();
	}

	private static Refusal refusal(Runnable refused) {
		return catchThrowableOfType(Refusal.class, refused::run);
	}

}
