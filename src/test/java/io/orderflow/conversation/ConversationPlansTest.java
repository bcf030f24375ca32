package io.orderflow.conversation;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.QueryPlans;
import io.orderflow.conversation.ConversationFilter.Show;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** How PostgreSQL reads conversations where there are many of everything. */
@OrderflowTest
class ConversationPlansTest {

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private QueryPlans plans;

	private String freelancer;

	@BeforeEach
	void people() {
		this.freelancer = this.newcomers.freelancer();
	}

	@Test
	void they_are_read_from_indexes_made_for_them_and_who_has_thousands_not_whole() {
		this.plans.amid(this::manyOfEverything, () -> {
			listsAndCountsAreReadFromIndexesMadeForThem();
			whoHasThousandsIsNotReadWholeWhereMostHaveFew();
		});
	}

	/**
	 * With one message in most conversations, sorting it costs as little as an index in
	 * order.
	 */
	private void listsAndCountsAreReadFromIndexesMadeForThem() {
		Map<String, Object> page = Map.of("account", this.freelancer, "other", "many7", "except", "T-1", "at",
				OffsetDateTime.now(ZoneOffset.UTC), "id", UUID.randomUUID(), "limit", 21);
		assertThat(this.plans.ofFewRows(ConversationRows.LIST, page))
			.contains("conversation_of_freelancer", "conversation_of_client", "message_in_conversation")
			.doesNotContain("Seq Scan");
		Map<String, Object> found = new HashMap<>(page);
		found.put("words", "noah:*");
		found.put("clients", "noah:*AD");
		found.put("freelancers", "noah:*BD");
		for (Show show : Show.values()) {
			assertThat(this.plans.of(ConversationRows.list(new ConversationFilter(show, null, "noah")), found))
				.contains("conversation_", "account_pkey", "message_in_conversation")
				.doesNotContain("Seq Scan on conversation", "Seq Scan on message");
		}
		assertThat(this.plans.of(ConversationRows.LIST_WITH_BUT, page)).contains("conversation_between")
			.doesNotContain("Seq Scan");
		assertThat(this.plans.of(ConversationRows.UNREAD, page))
			.contains("conversation_unread_by_freelancer", "conversation_unread_by_client")
			.doesNotContain("Seq Scan");
		Map<String, Object> talk = Map.of("account", this.freelancer, "which", UUID.randomUUID(), "reads", true);
		assertThat(this.plans.ofFewRows(OpenConversationRows.BY_ID, talk))
			.contains("conversation_pkey", "message_in_conversation", "ready_message_of_account")
			.doesNotContain("Seq Scan on conversation", "Seq Scan on message");
		assertThat(this.plans.of(ConversationRows.LINKS,
				Map.of("account", this.freelancer, "orders", List.of(UUID.randomUUID(), UUID.randomUUID()), "clients",
						List.of("many7", "many8"), "freelancers", List.of(this.freelancer))))
			.contains("conversation_inquiry")
			.doesNotContain("Seq Scan");
		assertThat(this.plans.ofFewRows(ConversationRows.UNANSWERED, page))
			.contains("conversation_unanswered", "message_in_conversation")
			.doesNotContain("Seq Scan");
	}

	private void whoHasThousandsIsNotReadWholeWhereMostHaveFew() {
		this.jdbc.sql("analyze conversation, message").update();
		assertThat(this.plans.ofAnybody(ConversationRows.LINKS,
				Map.of("account", this.freelancer, "orders", List.of(UUID.randomUUID(), UUID.randomUUID()), "clients",
						List.of("many7", "many8"), "freelancers", List.of(this.freelancer))))
			.contains("conversation_order_id_key")
			.doesNotContain("conversation_of_", "BitmapOr");
		assertThat(this.plans.ofAnybody(ConversationLiveSource.SINCE,
				Map.of("account", this.freelancer, "snapshot", "1:1:", "limit", 21)))
			.contains("conversation_pkey")
			.doesNotContain("conversation_of_", "conversation_between", "conversation_by_");
	}

	private void manyOfEverything() {
		this.jdbc
			.sql("""
					insert into account (id, version, display_name, email, language, time_zone)
					select 'many' || n, 0, 'Many', 'many' || n || '@orderflow.example', 'en', 'UTC' from generate_series(1, 20000) n
					""")
			.update();
		// each of the rows that follow looks for its account: by the index, once that
		// is known to pay
		this.jdbc.sql("analyze account").update();
		this.jdbc.sql("""
				insert into conversation (id, client, freelancer, opened_at, last_message_at, freelancer_unread,
					last_author)
				select gen_random_uuid(), 'many' || n, :freelancer, now(), now() - n * interval '1 second',
					(n % 100 = 0)::int, case n % 100 when 0 then 'many' || n else :freelancer end
				from generate_series(1, 20000) n
				""").param("freelancer", this.freelancer).update();
		this.jdbc.sql("""
				insert into conversation (id, client, freelancer, opened_at, last_message_at)
				select gen_random_uuid(), 'many7', 'many' || n, now(), now() - n * interval '1 second'
				from generate_series(8, 10000) n
				""").update();
		this.jdbc.sql("""
				insert into message (id, conversation_id, author, kind, text, key, posted_at, search_words)
				select gen_random_uuid(), id, client, 'MESSAGE', 'Hello', 'many', now(),
					words_searched('Hello')
				from conversation where client like 'many%'
				""").update();
		this.jdbc.sql("""
				insert into ready_message (id, account, title, text, created_at)
				select gen_random_uuid(), 'many' || n, 'Thanks', 'Thank you', now() from generate_series(1, 1000) n
				""").update();
	}

}
