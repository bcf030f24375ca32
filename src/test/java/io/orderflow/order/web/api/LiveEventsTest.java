package io.orderflow.order.web.api;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

import io.orderflow.EventStream;
import io.orderflow.EventStream.Event;
import io.orderflow.MovableClock;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.account.NotificationKind;
import io.orderflow.notification.NewNotification;
import io.orderflow.notification.NotificationService;
import io.orderflow.order.web.Market;
import io.orderflow.scenario.Marketplace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** What happens reaches the open pages of those it concerns, while it happens. */
@OrderflowTest
class LiveEventsTest {

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private NotificationService notifications;

	@Autowired
	private PlatformTransactionManager transactions;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MovableClock clock;

	private Market market;

	@BeforeEach
	void market() {
		this.market = new Market(this.port, this.marketplace);
	}

	@AfterEach
	void now() {
		this.clock.reset();
	}

	@Test
	void a_placed_order_is_in_the_freelancers_stream() {
		try (EventStream lea = listen(this.market.lea())) {
			String number = this.market.placed();
			List<Event> heard = lea.until(about("notification", number));
			assertThat(heard.get(heard.size() - 1).data()).contains("NEW_ORDER", "\"title\":\"", "/orders/" + number);
		}
	}

	@Test
	void both_sides_hear_of_a_step_and_of_a_message() {
		String number = this.market.inReview("NONE");
		try (EventStream lea = listen(this.market.lea()); EventStream camille = listen(this.market.camille())) {
			this.market.lea().post("/api/orders/" + number + "/requirements/review", "{\"decision\":\"clear\"}");
			this.market.camille().post("/api/orders/" + number + "/messages", "{\"message\":\"Thank you\"}");
			for (EventStream side : List.of(lea, camille)) {
				assertThat(side.until(about("message", number))).filteredOn(about("order", number))
					.extracting(Event::data)
					.anyMatch((data) -> data.contains("REQUIREMENTS_CLEAR"));
			}
		}
	}

	/** Whoever has not read for long would be sent megabytes. */
	@Test
	void of_a_long_message_the_beginning_is_heard() {
		String number = this.market.inReview("NONE");
		try (EventStream lea = listen(this.market.lea())) {
			this.market.camille()
				.post("/api/orders/" + number + "/messages", "{\"message\":\"Dear Léa\\n" + "x".repeat(10_000) + "\"}");
			List<Event> heard = lea.until(about("notification", number));
			assertThat(heard.get(heard.size() - 1).data()).contains("Dear Léa").hasSizeLessThan(2_000);
		}
	}

	@Test
	void others_hear_nothing_of_it() {
		try (EventStream oliver = listen(this.market.oliver())) {
			this.market.inReview("NONE");
			String own = tell("oliver");
			assertThat(oliver.until(about("notification", own))).hasSize(1);
		}
	}

	@Test
	void strangers_hear_nothing_at_all() {
		assertThat(Visitor.stranger(this.port).get("/api/events").statusCode()).isEqualTo(401);
	}

	@Test
	void who_comes_back_hears_what_was_missed_and_nothing_twice() {
		String id;
		String before;
		try (EventStream oliver = listen(this.market.oliver())) {
			before = tell("oliver");
			oliver.until(about("notification", before));
			id = oliver.lastId();
		}
		String first = tell("oliver");
		String second = tell("oliver");
		try (EventStream oliver = listen(this.market.oliver(), id)) {
			List<Event> heard = oliver.until(about("notification", second));
			assertThat(heard).noneMatch(about("notification", before))
				.filteredOn(about("notification", first))
				.hasSize(1);
			assertThat(heard.get(0).type()).isEqualTo("notification");
		}
	}

	@Test
	void what_was_restored_from_another_cluster_is_nothing_new_and_what_follows_is_heard() {
		String restored = tell("oliver");
		wasWrittenBy("4000000000000000", restored);
		try (EventStream oliver = listen(this.market.oliver())) {
			String fresh = tell("oliver");
			assertThat(oliver.until(about("notification", fresh))).hasSize(1)
				.noneMatch(about("notification", restored));
			String next = tell("oliver");
			assertThat(oliver.until(about("notification", next))).hasSize(1);
		}
		finally {
			wasWrittenBy("3", restored);
		}
	}

	private void wasWrittenBy(String transaction, String number) {
		assertThat(this.jdbc.sql("update notification set written_by = cast(:by as xid8) where order_number = :number")
			.param("by", transaction)
			.param("number", number)
			.update()).isOne();
	}

	@Test
	void what_commits_after_something_newer_is_not_missed() {
		TransactionTemplate slow = new TransactionTemplate(this.transactions);
		TransactionTemplate quick = new TransactionTemplate(this.transactions);
		quick.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		String early = "T-" + UUID.randomUUID();
		String[] idBetween = new String[1];
		slow.executeWithoutResult((status) -> {
			notify("oliver", early);
			try (EventStream oliver = listen(this.market.oliver())) {
				String late = "T-" + UUID.randomUUID();
				quick.executeWithoutResult((inner) -> notify("oliver", late));
				assertThat(oliver.until(about("notification", late))).hasSize(1);
				idBetween[0] = oliver.lastId();
			}
		});
		try (EventStream oliver = listen(this.market.oliver(), idBetween[0])) {
			assertThat(oliver.until(about("notification", early))).hasSize(1);
		}
	}

	@Test
	void who_was_away_too_long_or_says_something_else_is_told_to_read_everything_anew() {
		String id;
		try (EventStream oliver = open(this.market.oliver(), null)) {
			assertThat(oliver.next().type()).isEqualTo("ready");
			id = oliver.lastId();
		}
		for (String other : List.of("nonsense", "1/5:3:", Instant.now().getEpochSecond() + "/3:999999999999999:",
				id.replaceFirst("^\\d+", "12345"))) {
			try (EventStream oliver = open(this.market.oliver(), other)) {
				assertThat(oliver.next().type()).as(other).isEqualTo("reset");
			}
		}
		this.clock.advance(Duration.ofHours(2));
		try (EventStream oliver = open(this.market.oliver(), id)) {
			assertThat(oliver.next().type()).isEqualTo("reset");
		}
	}

	/** What is made up may name the first transaction of all. */
	@Test
	void nobody_has_everything_read_that_was_ever_written() {
		this.jdbc.sql("""
				do $$ begin
					set synchronous_commit = off;
					for i in 1..50000 loop
						perform pg_current_xact_id();
						commit;
					end loop;
				end $$
				""").update();
		String since = Instant.now().getEpochSecond() + "/";
		String end = this.jdbc.sql("select pg_snapshot_xmax(pg_current_snapshot())::text").query(String.class).single();
		for (String madeUp : List.of(since + "1:1:", since + "1:" + end + ":")) {
			try (EventStream oliver = open(this.market.oliver(), madeUp)) {
				assertThat(oliver.next().type()).as(madeUp).isEqualTo("reset");
			}
		}
		try (EventStream oliver = open(this.market.oliver(), since + end + ":" + end + ":")) {
			assertThat(oliver.next().type()).isEqualTo("ready");
		}
	}

	@Test
	void what_would_be_much_at_once_is_not_told_one_by_one() {
		try (EventStream oliver = listen(this.market.oliver())) {
			new TransactionTemplate(this.transactions).executeWithoutResult((status) -> {
				for (int i = 0; i < 40; i++) {
					notify("oliver", "T-" + UUID.randomUUID(), "A title ".repeat(250));
				}
			});
			assertThat(oliver.next().type()).isEqualTo("reset");
		}
	}

	@Test
	void a_broken_connection_of_the_listener_is_opened_again() {
		try (EventStream oliver = listen(this.market.oliver())) {
			assertThat(this.jdbc.sql("""
					select count(pg_terminate_backend(pid)) from pg_stat_activity
					where query ilike 'listen orderflow%'
					""").query(Integer.class).single()).isEqualTo(1);
			String own = tell("oliver");
			assertThat(oliver.until(about("notification", own))).hasSize(1);
		}
	}

	private String tell(String account) {
		String number = "T-" + UUID.randomUUID();
		new TransactionTemplate(this.transactions).executeWithoutResult((status) -> notify(account, number));
		return number;
	}

	private void notify(String account, String number) {
		notify(account, number, "A title");
	}

	private void notify(String account, String number, String title) {
		this.notifications.notify(new NewNotification(account, NotificationKind.STATUS, number, number,
				"order.completed", List.of(number, title, "Somebody"), "/orders"));
	}

	private static Predicate<Event> about(String type, String number) {
		return (event) -> event.type().equals(type) && event.data().contains(number);
	}

	private EventStream listen(Visitor visitor) {
		EventStream stream = open(visitor, null);
		assertThat(stream.next().type()).isEqualTo("ready");
		return stream;
	}

	private EventStream listen(Visitor visitor, String lastEventId) {
		EventStream stream = open(visitor, lastEventId);
		assertThat(stream.next().type()).isEqualTo("ready");
		return stream;
	}

	private static EventStream open(Visitor visitor, String lastEventId) {
		HttpRequest.Builder request = visitor.request("/api/events");
		return EventStream.open((lastEventId != null) ? request.header("Last-Event-ID", lastEventId) : request);
	}

}
