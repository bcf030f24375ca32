package io.orderflow.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.orderflow.BareOrders;
import io.orderflow.BareOrders.BareOrder;
import io.orderflow.MovableClock;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Statements;
import io.orderflow.platform.Cursor;
import io.orderflow.platform.Page;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** All my conversations, and what of them I have not read. */
@OrderflowTest
class ConversationListTest {

	@Autowired
	private ConversationService conversations;

	@Autowired
	private ConversationViewService reading;

	@Autowired
	private InquiryService inquiries;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private BareOrders orders;

	@Autowired
	private UserStore users;

	@Autowired
	private MovableClock clock;

	@Autowired
	private Statements statements;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transactions;

	private String client;

	private String freelancer;

	@BeforeEach
	void people() {
		this.client = this.newcomers.client();
		this.freelancer = this.orders.onSale(this.newcomers.freelancer());
	}

	@AfterEach
	void resetClock() {
		this.clock.reset();
	}

	@Test
	void mine_from_both_sides_the_newest_message_first() {
		this.users.join(this.freelancer, UserStore.CLIENTS);
		String other = this.orders.onSale(this.newcomers.freelancer());
		UUID asked = ask(this.client, this.freelancer, "First");
		UUID asking = ask(this.freelancer, other, "Second");
		UUID order = order(this.client, this.freelancer);
		assertThat(list(this.freelancer)).extracting(ConversationView::id).containsExactly(order, asking, asked);

		this.conversations.post(asked, this.client, "Third", List.of(), UUID.randomUUID().toString());
		List<ConversationView> list = list(this.freelancer);
		assertThat(list).extracting(ConversationView::id).containsExactly(asked, order, asking);
		assertThat(list).extracting(ConversationView::role)
			.containsExactly(ConversationView.Role.FREELANCER, ConversationView.Role.FREELANCER,
					ConversationView.Role.CLIENT);
		assertThat(list).extracting((row) -> row.other().id()).containsExactly(this.client, this.client, other);
		assertThat(list.get(0).last()).extracting(ConversationView.Excerpt::text, ConversationView.Excerpt::mine)
			.containsExactly("Third", false);
		assertThat(list.get(1).last()).as("nobody has written in it yet").isNull();
		assertThat(list.get(1).orderTitle()).isEqualTo("Storyboard");
		assertThat(list.get(2).last()).extracting(ConversationView.Excerpt::mine).isEqualTo(true);
	}

	@Test
	void only_the_beginning_of_a_message_is_in_the_list() {
		ask(this.client, this.freelancer, "🖌".repeat(300));
		ConversationView.Excerpt last = list(this.freelancer).get(0).last();
		assertThat(last).isNotNull();
		assertThat(last.text()).isEqualTo("🖌".repeat(200));
	}

	@Test
	void pages_follow_one_another_and_miss_nothing() {
		List<UUID> opened = new ArrayList<>();
		for (int i = 0; i < 7; i++) {
			opened.add(0, (i % 2 == 0) ? order(this.client, this.freelancer)
					: order(this.newcomers.client(), this.freelancer));
		}
		List<UUID> read = new ArrayList<>();
		String cursor = null;
		do {
			Page<ConversationView> page = this.conversations.page(this.freelancer, null, cursor, 3);
			page.items().forEach((conversation) -> read.add(conversation.id()));
			cursor = page.next();
		}
		while (cursor != null);
		assertThat(read).isEqualTo(opened);
		assertThat(this.conversations.page(this.freelancer, this.client, null, 100).items()).hasSize(4);
		assertThat(this.conversations.page(this.freelancer, "no\0body", null, null).items()).isEmpty();
	}

	@Test
	void unread_is_what_the_other_side_wrote_after_my_mark() {
		UUID inquiry = ask(this.client, this.freelancer, "One");
		UUID second = post(inquiry, this.client, "Two");
		UUID mine = post(inquiry, this.freelancer, "Mine");
		UUID third = post(inquiry, this.client, "Three");
		assertThat(unreadIn(inquiry, this.freelancer)).isEqualTo(3);
		assertThat(unreadIn(inquiry, this.client)).isEqualTo(1);
		assertThat(this.conversations.unread(this.freelancer)).isEqualTo(1);

		assertThat(this.conversations.markRead(inquiry, this.freelancer, second)).isEqualTo(1);
		assertThat(this.conversations.markRead(inquiry, this.freelancer, mine)).isEqualTo(1);
		assertThat(this.conversations.markRead(inquiry, this.freelancer, third)).isZero();
		assertThat(this.conversations.markRead(inquiry, this.freelancer, second)).as("never back").isZero();
		assertThat(this.conversations.unread(this.freelancer)).isZero();
		assertThat(unreadIn(inquiry, this.client)).as("the other side's is its own").isEqualTo(1);

		post(inquiry, this.client, "Four");
		assertThat(unreadIn(inquiry, this.freelancer)).isEqualTo(1);
		assertThat(this.conversations.unread(this.freelancer)).isEqualTo(1);
	}

	@Test
	void what_is_shown_with_its_order_takes_three_statements_and_is_read_where_it_is_opened() {
		BareOrder order = this.orders.placed(this.client, this.freelancer);
		UUID talk = this.conversations.openForOrder(order.id(), order.number(), "Storyboard", this.client,
				this.freelancer);
		post(talk, this.client, "One");
		post(talk, this.freelancer, "Mine");
		post(talk, this.client, "Two");

		assertThat(refusal(() -> opened(order.number(), this.newcomers.client(), null)).code())
			.isEqualTo("no-such-order");
		looked(talk, new Cursor(Instant.now(), UUID.randomUUID()).encoded());
		assertThat(unreadIn(talk, this.freelancer)).as("older messages were looked at").isEqualTo(2);
		assertThat(this.statements.of(() -> {
			OpenConversation open = opened(order.number(), this.freelancer, null);
			assertThat(open.messages().items()).extracting(MessageView::text).containsExactly("Two", "Mine", "One");
			assertThat(open.conversation().unread()).isEqualTo(2);
		})).hasSize(3);
		assertThat(unreadIn(talk, this.freelancer)).as("on a phone it is not in view").isEqualTo(2);
		OpenConversation seen = looked(talk, null);
		assertThat(seen.conversation().unread()).isEqualTo(2);
		assertThat(seen.settled()).isEqualTo(2);
		assertThat(unreadIn(talk, this.freelancer)).isZero();
		assertThat(unreadIn(talk, this.client)).as("the other side's is its own").isEqualTo(1);
		post(talk, this.client, "Three");
		assertThat(unreadIn(talk, this.freelancer)).isEqualTo(1);
	}

	@Test
	void a_message_that_arrives_while_the_others_are_looked_at_stays_unread() throws Exception {
		BareOrder order = this.orders.placed(this.client, this.freelancer);
		UUID talk = this.conversations.openForOrder(order.id(), order.number(), "Storyboard", this.client,
				this.freelancer);
		post(talk, this.client, "Before");
		ExecutorService reader = Executors.newSingleThreadExecutor();
		try {
			Future<OpenConversation> opened = this.transactions.execute((tx) -> {
				post(talk, this.client, "Meanwhile");
				Future<OpenConversation> waiting = reader.submit(() -> looked(talk, null));
				Awaitility.await().until(this::somebodyWaitsForTheConversation);
				return waiting;
			});
			assertThat(opened.get().messages().items()).extracting(MessageView::text).containsExactly("Before");
			assertThat(unreadIn(talk, this.freelancer)).isEqualTo(2);
		}
		finally {
			reader.shutdownNow();
		}
	}

	private boolean somebodyWaitsForTheConversation() {
		return this.jdbc.sql("""
				select exists (select from pg_stat_activity
				where wait_event_type = 'Lock' and query like '%update conversation%')
				""").query(Boolean.class).single();
	}

	private OpenConversation looked(UUID talk, String cursor) {
		return this.reading.open(talk, this.freelancer, Locale.ENGLISH, cursor);
	}

	private OpenConversation opened(String orderNumber, String reader, String cursor) {
		return this.reading.openOfOrder(orderNumber, reader, Locale.ENGLISH, cursor, List.of());
	}

	@Test
	void a_freelancer_owes_an_answer_where_the_client_had_the_last_word_read_or_not() {
		assertThat(this.conversations.unanswered(this.freelancer, 5).count()).isZero();
		UUID inquiry = ask(this.client, this.freelancer, "One");
		UUID order = order(this.client, this.freelancer);
		assertThat(owed(5)).as("an order in which nobody wrote").containsExactly(inquiry);
		UUID asked = post(order, this.client, "Two");
		assertThat(owed(5)).containsExactly(order, inquiry);
		this.conversations.markRead(order, this.freelancer, asked);
		assertThat(owed(5)).as("read, and not answered").containsExactly(order, inquiry);
		assertThat(owed(1)).containsExactly(order);
		assertThat(this.conversations.unanswered(this.freelancer, 1).count()).isEqualTo(2);
		post(order, this.freelancer, "The answer");
		assertThat(owed(5)).containsExactly(inquiry);
		assertThat(this.conversations.unanswered(this.client, 5).count()).as("who buys").isZero();
		assertThat(this.statements.of(() -> owed(5))).hasSize(1);
	}

	private List<UUID> owed(int limit) {
		return this.conversations.unanswered(this.freelancer, limit)
			.newest()
			.stream()
			.map(ConversationView::id)
			.toList();
	}

	@Test
	void a_mark_names_a_message_of_that_conversation() {
		UUID inquiry = ask(this.client, this.freelancer, "One");
		UUID elsewhere = ask(this.newcomers.client(), this.freelancer, "Two");
		UUID message = lastOf(elsewhere, this.freelancer);
		assertThat(refusal(() -> this.conversations.markRead(inquiry, this.freelancer, message)).code())
			.isEqualTo("message-unknown");
		assertThat(refusal(() -> this.conversations.markRead(elsewhere, this.client, message)).kind())
			.isEqualTo(Refusal.Kind.NOT_FOUND);
		assertThat(unreadIn(inquiry, this.freelancer)).isEqualTo(1);
	}

	@Test
	void the_count_is_right_however_writing_and_reading_meet() throws Exception {
		UUID inquiry = ask(this.client, this.freelancer, "One");
		ExecutorService four = Executors.newFixedThreadPool(4);
		try {
			Callable<Boolean> writing = () -> {
				for (int i = 0; i < 15; i++) {
					post(inquiry, this.client, "Message " + i);
				}
				return true;
			};
			Callable<Boolean> reading = () -> {
				for (int i = 0; i < 15; i++) {
					this.conversations.markRead(inquiry, this.freelancer, lastOf(inquiry, this.freelancer));
				}
				return true;
			};
			for (Future<Boolean> done : four.invokeAll(List.of(writing, reading, writing, reading))) {
				assertThat(done.get()).isTrue();
			}
		}
		finally {
			four.shutdownNow();
		}
		assertThat(unreadIn(inquiry, this.freelancer)).isEqualTo(this.jdbc.sql("""
				select count(*) from message m join conversation c on c.id = m.conversation_id
				where c.id = ? and m.author = c.client and m.posted_at > c.freelancer_read_until
				""").param(inquiry).query(Integer.class).single());
		assertThat(this.conversations.markRead(inquiry, this.freelancer, lastOf(inquiry, this.freelancer))).isZero();
	}

	@Test
	void messages_of_one_instant_have_an_order_and_a_mark_between_them() {
		this.clock.freeze();
		UUID inquiry = ask(this.client, this.freelancer, "One");
		UUID first = lastOf(inquiry, this.client);
		List<UUID> written = new ArrayList<>(List.of(first));
		for (int i = 0; i < 5; i++) {
			written.add(0, post(inquiry, this.client, "Message " + i));
		}
		assertThat(this.conversations.messages(inquiry, this.client, null, null).items()).extracting(MessageView::id)
			.isEqualTo(written);
		assertThat(this.conversations.markRead(inquiry, this.freelancer, first)).isEqualTo(5);
	}

	@Test
	void recent_conversations_with_a_person_leave_out_the_order_that_is_looked_at() {
		BareOrder looked = this.orders.placed(this.client, this.freelancer);
		this.conversations.openForOrder(looked.id(), looked.number(), "Storyboard", this.client, this.freelancer);
		UUID other = order(this.client, this.freelancer);
		UUID inquiry = ask(this.client, this.freelancer, "Before");
		order(this.newcomers.client(), this.freelancer);
		assertThat(this.conversations.recentWith(this.freelancer, this.client, looked.number(), 5))
			.extracting(ConversationView::id)
			.containsExactly(inquiry, other);
		assertThat(this.conversations.recentWith(this.client, this.freelancer, looked.number(), 1))
			.extracting(ConversationView::id)
			.containsExactly(inquiry);
	}

	@Test
	void a_page_takes_one_statement_however_long_it_is() {
		for (int i = 0; i < 6; i++) {
			ask(this.newcomers.client(), this.freelancer, "Hello " + i);
		}
		assertThat(this.statements.of(() -> assertThat(list(this.freelancer)).hasSize(6))).hasSize(1);
		assertThat(this.statements.of(() -> this.conversations.unread(this.freelancer))).hasSize(1);
	}

	private UUID ask(String client, String freelancer, String text) {
		return this.inquiries.ask(client, freelancer, text, List.of(), UUID.randomUUID().toString());
	}

	private UUID order(String client, String freelancer) {
		BareOrder order = this.orders.placed(client, freelancer);
		return this.conversations.openForOrder(order.id(), order.number(), "Storyboard", client, freelancer);
	}

	private UUID post(UUID conversation, String author, String text) {
		return this.conversations.post(conversation, author, text, List.of(), UUID.randomUUID().toString()).id();
	}

	private UUID lastOf(UUID conversation, String reader) {
		return this.conversations.messages(conversation, reader, null, 1).items().get(0).id();
	}

	private List<ConversationView> list(String account) {
		return this.conversations.page(account, null, null, null).items();
	}

	private int unreadIn(UUID conversation, String account) {
		return this.conversations.get(conversation, account).unread();
	}

	private static Refusal refusal(Runnable refused) {
		return catchThrowableOfType(Refusal.class, refused::run);
	}

}
