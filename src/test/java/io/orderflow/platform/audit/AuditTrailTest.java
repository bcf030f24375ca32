package io.orderflow.platform.audit;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.OrderflowTest;
import io.orderflow.QueryPlans;
import io.orderflow.TestTimeouts;
import io.orderflow.Visitor;
import io.orderflow.platform.Cursor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/** What is recorded stays as it is, and process admins read it, nobody else. */
@OrderflowTest
class AuditTrailTest {

	@LocalServerPort
	private int port;

	@Autowired
	private AuditTrail trail;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transactions;

	@Autowired
	private QueryPlans plans;

	private final String who = "who" + UUID.randomUUID().toString().replace("-", "");

	@Test
	void nobody_changes_what_was_recorded() {
		this.trail.record(AuditKind.RULING, this.who, "OF-1", "kept");
		for (String attack : List.of("update audit_event set who = 'eve' where who = '" + this.who + "'",
				"delete from audit_event where who = '" + this.who + "'", "truncate audit_event",
				"truncate audit_event cascade")) {
			assertThatThrownBy(() -> this.jdbc.sql(attack).update()).as(attack)
				.isInstanceOf(DataAccessException.class)
				.hasStackTraceContaining("append-only");
		}
		assertThat(this.trail.page(new AuditFilter(this.who, null, null, null), null, null).items())
			.extracting(AuditEvent::about, AuditEvent::detail)
			.containsExactly(tuple("OF-1", "kept"));
	}

	@Test
	void what_is_old_is_removed_by_the_owner_and_nothing_else() {
		for (int days : new int[] { 500, 450, 401, 399, 80 }) {
			this.jdbc.sql("""
					insert into audit_event (id, at, kind, who, detail)
					values (gen_random_uuid(), now() - make_interval(days => :days), 'RULING', :who, :days)
					""").param("days", days).param("who", this.who).update();
		}
		this.jdbc.sql("call remove_audit_events(interval '400 days', 2)").update();
		assertThat(details()).containsExactlyInAnyOrder("399", "80");

		this.jdbc.sql("call remove_audit_events(interval '90 days', 2)").update();
		assertThatThrownBy(() -> this.jdbc.sql("call remove_audit_events(interval '10 days', 2)").update())
			.as("too young")
			.hasStackTraceContaining("append-only");
		assertThat(details()).containsExactly("80");
	}

	@Test
	void whoever_does_not_own_it_removes_nothing_however_old() {
		this.jdbc.sql("insert into audit_event (id, at, kind, who) values (gen_random_uuid(), :at, 'RULING', :who)")
			.param("at", Instant.EPOCH.atOffset(ZoneOffset.UTC))
			.param("who", this.who)
			.update();
		String role = this.who.toLowerCase(Locale.ROOT);
		this.jdbc.sql("create role " + role).update();
		this.jdbc.sql("grant select, insert, update, delete on audit_event to " + role).update();
		try {
			this.transactions.executeWithoutResult((tx) -> {
				this.jdbc.sql("set local role " + role).update();
				this.jdbc.sql("set local orderflow.remove_audit_events = 'yes'").update();
				assertThatThrownBy(
						() -> this.jdbc.sql("delete from audit_event where who = :who").param("who", this.who).update())
					.hasStackTraceContaining("append-only");
				tx.setRollbackOnly();
			});
		}
		finally {
			this.jdbc.sql("revoke all on audit_event from " + role).update();
			this.jdbc.sql("drop role " + role).update();
		}
	}

	@Test
	void while_old_events_are_removed_new_ones_are_recorded() throws Exception {
		this.jdbc.sql("insert into audit_event (id, at, kind, who) values (gen_random_uuid(), :at, 'RULING', :who)")
			.param("at", Instant.EPOCH.atOffset(ZoneOffset.UTC))
			.param("who", this.who)
			.update();
		this.transactions.executeWithoutResult((tx) -> {
			this.jdbc.sql("set local orderflow.remove_audit_events = 'yes'").update();
			assertThat(this.jdbc.sql("delete from audit_event where who = :who").param("who", this.who).update())
				.isOne();
			CompletableFuture<Void> recorded = CompletableFuture
				.runAsync(() -> this.trail.record(AuditKind.RULING, this.who, null, "meanwhile"));
			assertThat(recorded).succeedsWithin(TestTimeouts.LIMIT);
		});
		assertThat(details()).containsExactly("meanwhile");
	}

	private List<String> details() {
		return this.jdbc.sql("select detail from audit_event where who = :who")
			.param("who", this.who)
			.query(String.class)
			.list();
	}

	@Test
	void what_was_rolled_back_was_not_done() {
		this.transactions.executeWithoutResult((tx) -> {
			this.trail.record(AuditKind.RULING, this.who, "OF-1", null);
			tx.setRollbackOnly();
		});
		assertThat(this.trail.page(new AuditFilter(this.who, null, null, null), null, null).items()).isEmpty();
	}

	@Test
	void what_is_recorded_is_one_line() {
		this.trail.record(AuditKind.TOKEN_MADE, this.who, "first\r\nsecond\u0000", "é".repeat(1_000));
		AuditEvent event = this.trail.page(new AuditFilter(this.who, null, null, null), null, null).items().get(0);
		assertThat(event.about()).isEqualTo("first  second ");
		assertThat(event.detail()).isEqualTo("é".repeat(500));
	}

	@Test
	void only_process_admins_read_it() {
		for (String path : List.of("/audit", "/api/audit")) {
			assertThat(Visitor.stranger(this.port).get(path).statusCode()).as(path).isIn(302, 401);
			for (String person : List.of("lea", "camille", "mona", "worker")) {
				assertThat(Visitor.withPassword(this.port, person, "orderflow").get(path).statusCode())
					.as(person + " " + path)
					.isIn(302, 403);
			}
			for (String person : List.of("lea", "mona")) {
				assertThat(Visitor.signedIn(this.port, person).get(path).statusCode()).as(person + " " + path)
					.isEqualTo(403);
			}
		}
		assertThat(Visitor.signedIn(this.port, "ada").get("/audit").statusCode()).isEqualTo(200);
		assertThat(Visitor.withPassword(this.port, "ada", "orderflow").get("/api/audit").statusCode()).isEqualTo(200);
	}

	@Test
	void pages_follow_one_another_and_are_filtered() throws Exception {
		for (int i = 0; i < 5; i++) {
			this.trail.record((i % 2 == 0) ? AuditKind.TOKEN_MADE : AuditKind.RULING, this.who, "number-" + i, null);
		}
		Visitor ada = Visitor.withPassword(this.port, "ada", "orderflow");
		List<String> read = new ArrayList<>();
		String cursor = "";
		do {
			JsonNode page = json(ada.get("/api/audit?limit=2&who=" + this.who + "&cursor=" + cursor));
			page.get("items").forEach((event) -> read.add(event.get("about").asText()));
			cursor = page.path("next").asText();
		}
		while (!cursor.isEmpty());
		assertThat(read).containsExactlyInAnyOrder("number-0", "number-1", "number-2", "number-3", "number-4")
			.doesNotHaveDuplicates();

		assertThat(json(ada.get("/api/audit?kind=ruling&who=" + this.who)).get("items")).hasSize(2);
		assertThat(json(ada.get("/api/audit?from=2000-01-01&to=2000-12-31&who=" + this.who)).get("items")).isEmpty();
		assertThat(json(ada.get("/api/audit?from=2000-01-01&to=9000-12-31&who=" + this.who)).get("items")).hasSize(5);
		assertThat(Visitor.signedIn(this.port, "ada").get("/audit?kind=RULING&who=" + this.who).body())
			.contains("number-1", "number-3")
			.doesNotContain("number-2");
	}

	@Test
	void what_cannot_be_asked_for_is_said_at_its_field() {
		Visitor ada = Visitor.withPassword(this.port, "ada", "orderflow");
		for (String field : List.of("kind=nothing", "from=yesterday", "to=99999-01-01", "from=%2B999999-01-01",
				"cursor=x", "who=" + "x".repeat(65))) {
			HttpResponse<String> answer = ada.get("/api/audit?" + field);
			assertThat(answer.statusCode()).as(field).isEqualTo(400);
			assertThat(answer.body()).contains("\"field\":\"" + field.substring(0, field.indexOf('=')) + "\"");
		}
		HttpResponse<String> page = Visitor.signedIn(this.port, "ada").get("/audit?from=yesterday");
		assertThat(page.statusCode()).isEqualTo(400);
		assertThat(page.body()).contains("from-error");
	}

	@Test
	void every_filter_is_served_by_an_index() {
		this.plans.amid(() -> this.jdbc.sql("""
				insert into audit_event (id, at, kind, who)
				select gen_random_uuid(), now() - n * interval '1 minute',
					(array['RULING', 'SIGNED_IN', 'ADMIN_ACT'])[1 + n % 3], 'many' || n % 1000
				from generate_series(1, 20000) n
				""").update(), () -> {
			Instant now = Instant.now();
			Map<AuditFilter, String> expected = Map.of(new AuditFilter(null, null, null, null), "audit_event_newest",
					new AuditFilter(null, null, now, now), "audit_event_newest",
					new AuditFilter("many7", null, null, null), "audit_event_of_who",
					new AuditFilter(null, AuditKind.RULING, null, null), "audit_event_of_kind");
			expected.forEach((filter,
					index) -> assertThat(
							this.plans.ofFewRows(AuditRows.sql(filter), AuditRows.params(filter, Cursor.NEWEST, 21)))
						.contains(index)
						.doesNotContain("Seq Scan", "Sort"));
		});
	}

	private static JsonNode json(HttpResponse<String> answer) throws Exception {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return new ObjectMapper().readTree(answer.body());
	}

}
