package io.orderflow.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.orderflow.account.Person;
import io.orderflow.platform.Cursor;
import io.orderflow.platform.text.SearchWords;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import static io.orderflow.platform.Columns.instant;
import static io.orderflow.platform.Columns.utc;

/**
 * The table of conversations. Plain SQL: an insert that finds its key taken says so
 * without breaking the transaction, which JPA cannot.
 */
@Repository
class ConversationRows {

	private static final String COLUMNS = "id, order_number, order_title, client, freelancer, service_id, service_title, last_message_at";

	private static final String SELECT = "select " + COLUMNS + " from conversation ";

	/** Of one account on either side; each side is read from an index of its own. */
	static final String LIST = """
			select c.*, m.id as message_id, m.author, m.kind, left(m.text, 200) as excerpt, m.posted_at,
				a.display_name as client_name, b.display_name as freelancer_name,
				a.picture as client_picture, b.picture as freelancer_picture
			from (
				(select %1$s, freelancer_unread as unread from conversation
				where freelancer = :account and (last_message_at, id) < (:at, :id)
				order by last_message_at desc, id desc limit :limit)
				union all
				(select %1$s, client_unread as unread from conversation
				where client = :account and (last_message_at, id) < (:at, :id)
				order by last_message_at desc, id desc limit :limit)
				order by last_message_at desc, id desc limit :limit
			) c
			left join lateral (
				select id, author, kind, text, posted_at from message where conversation_id = c.id
				order by posted_at desc, id desc limit 1
			) m on true
			join account a on a.id = c.client
			join account b on b.id = c.freelancer
			order by c.last_message_at desc, c.id desc
			""".formatted(COLUMNS);

	/** Of two accounts, whichever of them is the client. */
	static final String LIST_WITH = LIST
		.replace("freelancer = :account and", "freelancer = :account and client = :other and")
		.replace("client = :account and", "client = :account and freelancer = :other and");

	/**
	 * By words of the order, the other side's name, or of one message. One conversation
	 * after the other is looked at in the order of the list, until there are enough; what
	 * is offset by nothing is not gathered for all of them before.
	 */
	private static final String WORDS = """
			(search_words @@ to_tsquery('simple', :%s) or exists (
				select from message where conversation_id = conversation.id
				and search_words @@ to_tsquery('simple', :words) offset 0)) and\s""";

	static final String LIST_WITH_BUT = LIST_WITH.replace("and (last_message_at, id)",
			"and order_number is distinct from :except and (last_message_at, id)");

	static final String ONE = """
			select c.*, m.id as message_id, m.author, m.kind, left(m.text, 200) as excerpt, m.posted_at,
				a.display_name as client_name, b.display_name as freelancer_name,
				a.picture as client_picture, b.picture as freelancer_picture
			from (select %s, case when client = :account then client_unread else freelancer_unread end as unread
				from conversation where id = :id and :account in (client, freelancer)) c
			left join lateral (
				select id, author, kind, text, posted_at from message where conversation_id = c.id
				order by posted_at desc, id desc limit 1
			) m on true
			join account a on a.id = c.client
			join account b on b.id = c.freelancer
			""".formatted(COLUMNS);

	/** In which the client had the last word, with how many there are. */
	static final String UNANSWERED = """
			select c.*, m.id as message_id, m.author, m.kind, left(m.text, 200) as excerpt, m.posted_at,
				a.display_name as client_name, b.display_name as freelancer_name,
				a.picture as client_picture, b.picture as freelancer_picture, (
					select count(*) from conversation where freelancer = :account and last_author = client
				) as unanswered
			from (
				select %s, freelancer_unread as unread from conversation
				where freelancer = :account and last_author = client
				order by last_message_at desc, id desc limit :limit
			) c
			join lateral (
				select id, author, kind, text, posted_at from message where conversation_id = c.id
				order by posted_at desc, id desc limit 1
			) m on true
			join account a on a.id = c.client
			join account b on b.id = c.freelancer
			order by c.last_message_at desc, c.id desc
			""".formatted(COLUMNS);

	/**
	 * Of certain orders, and before any, each by an index of its own. Whose they are is
	 * asked in a way that no index answers: all that somebody with thousands has would be
	 * read for it.
	 */
	static final String LINKS = """
			select id, order_id, order_number, client, freelancer from conversation
			where order_id in (:orders) and case freelancer when :account then true else client = :account end
			union all
			select id, order_id, order_number, client, freelancer from conversation
			where order_id is null and client in (:clients) and freelancer in (:freelancers)
			""";

	static final String UNREAD = """
			select (select count(*) from conversation where freelancer = :account and freelancer_unread > 0)
				+ (select count(*) from conversation where client = :account and client_unread > 0)
			""";

	private final JdbcClient jdbc;

	ConversationRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * A conversation in a list.
	 *
	 * @param last the newest message, its text cut short; null before the first
	 * @param unread the other side's messages that the account has not read
	 * @param people its two sides, by their accounts
	 */
	record Listed(Conversation conversation, @Nullable Message last, int unread, Map<String, Person> people) {

	}

	/** The id it got; empty when the order has one. */
	Optional<UUID> open(UUID orderId, Conversation conversation) {
		return this.jdbc.sql("""
				insert into conversation (id, order_id, order_number, order_title, client, freelancer, opened_at,
					last_message_at)
				values (:id, :orderId, :orderNumber, :orderTitle, :client, :freelancer, :openedAt, :openedAt)
				on conflict (order_id) do nothing returning id
				""")
			.param("id", conversation.id())
			.param("orderId", orderId)
			.param("orderNumber", conversation.orderNumber())
			.param("orderTitle", conversation.orderTitle())
			.param("client", conversation.client())
			.param("freelancer", conversation.freelancer())
			.param("openedAt", utc(conversation.lastMessageAt()))
			.query(UUID.class)
			.optional();
	}

	/** Does nothing when the two have one. */
	void openInquiry(Conversation inquiry) {
		this.jdbc.sql("""
				insert into conversation (id, client, freelancer, opened_at, last_message_at)
				values (:id, :client, :freelancer, :openedAt, :openedAt)
				on conflict (client, freelancer) where order_id is null do nothing
				""")
			.param("id", inquiry.id())
			.param("client", inquiry.client())
			.param("freelancer", inquiry.freelancer())
			.param("openedAt", utc(inquiry.lastMessageAt()))
			.update();
	}

	Optional<UUID> inquiry(String client, String freelancer) {
		return this.jdbc.sql("""
				select id from conversation
				where client = :client and freelancer = :freelancer and order_id is null
				""").param("client", client).param("freelancer", freelancer).query(UUID.class).optional();
	}

	/** Whether there is a conversation between two, in whichever roles. */
	boolean know(String one, String other) {
		return this.jdbc.sql("""
				select exists (select from conversation where freelancer = :one and client = :other)
				or exists (select from conversation where freelancer = :other and client = :one)
				""").param("one", one).param("other", other).query(Boolean.class).single();
	}

	/** Whether there is an order between them, in these roles. */
	boolean haveOrder(String client, String freelancer) {
		return this.jdbc.sql("""
				select exists (select from conversation
				where freelancer = :freelancer and client = :client and order_id is not null)
				""").param("client", client).param("freelancer", freelancer).query(Boolean.class).single();
	}

	Optional<Conversation> ofOrder(String orderNumber) {
		return this.jdbc.sql(SELECT + "where order_number = :orderNumber")
			.param("orderNumber", orderNumber)
			.query((row, number) -> conversation(row))
			.optional();
	}

	Optional<Conversation> find(UUID id) {
		return this.jdbc.sql(SELECT + "where id = :id")
			.param("id", id)
			.query((row, number) -> conversation(row))
			.optional();
	}

	/**
	 * Locks it until the transaction ends, so that messages and marks follow one another.
	 */
	Optional<Conversation> lock(UUID id) {
		return this.jdbc.sql(SELECT + "where id = :id for no key update")
			.param("id", id)
			.query((row, number) -> conversation(row))
			.optional();
	}

	Optional<Conversation> lockOfOrder(String orderNumber) {
		return this.jdbc.sql(SELECT + "where order_number = :orderNumber for no key update")
			.param("orderNumber", orderNumber)
			.query((row, number) -> conversation(row))
			.optional();
	}

	/** Whether a message is in a conversation of this account. */
	boolean mayRead(String account, UUID message) {
		return this.jdbc.sql("""
				select exists (select from message m join conversation c on c.id = m.conversation_id
				where m.id = :message and :account in (c.client, c.freelancer))
				""").param("message", message).param("account", account).query(Boolean.class).single();
	}

	/** The newest first. */
	List<Listed> list(String account, ConversationFilter filter, Cursor from, int limit) {
		JdbcClient.StatementSpec list = this.jdbc.sql(list(filter));
		if (filter.with() != null) {
			list.param("other", filter.with());
		}
		if (filter.words() != null) {
			String words = SearchWords.query(filter.words());
			list.param("words", words)
				.param("clients", SearchWords.weighing("AD", words))
				.param("freelancers", SearchWords.weighing("BD", words));
		}
		return listed(list, account, from, limit);
	}

	/** What is left out is left out while an index is read in the list's own order. */
	static String list(ConversationFilter filter) {
		String list = (filter.with() != null) ? LIST_WITH : LIST;
		return list
			.replace("where freelancer = :account and",
					"where freelancer = :account and " + only(filter, "freelancer", "client"))
			.replace("where client = :account and",
					"where client = :account and " + only(filter, "client", "freelancer"));
	}

	private static String only(ConversationFilter filter, String me, String other) {
		String only = switch (filter.show()) {
			case ALL -> "";
			case WRITTEN -> "last_author is not null and ";
			case UNREAD -> me + "_unread > 0 and ";
			case EMPTY -> "last_author is null and ";
		};
		return only + ((filter.words() != null) ? WORDS.formatted(other + "s") : "");
	}

	List<Listed> listWithBut(String account, String other, String exceptOrder, Cursor from, int limit) {
		return listed(this.jdbc.sql(LIST_WITH_BUT).param("other", other).param("except", exceptOrder), account, from,
				limit);
	}

	private static List<Listed> listed(JdbcClient.StatementSpec list, String account, Cursor from, int limit) {
		return list.param("account", account)
			.param("at", utc(from.at()))
			.param("id", from.id())
			.param("limit", limit)
			.query(ConversationRows::listed)
			.list();
	}

	Optional<Listed> one(UUID id, String account) {
		return this.jdbc.sql(ONE).param("id", id).param("account", account).query(ConversationRows::listed).optional();
	}

	List<ConversationLinks.Link> links(String account, boolean sells, Collection<String> others,
			Collection<UUID> orders) {
		return this.jdbc.sql(LINKS)
			.param("account", account)
			.param("orders", orders)
			.param("clients", sells ? others : List.of(account))
			.param("freelancers", sells ? List.of(account) : others)
			.query((row, number) -> new ConversationLinks.Link(row.getObject("id", UUID.class),
					row.getObject("order_id", UUID.class), row.getString("order_number"),
					row.getString(sells ? "client" : "freelancer")))
			.list();
	}

	/** Those of a freelancer that wait for an answer, the newest first. */
	UnansweredSummary unanswered(String freelancer, int limit) {
		List<ConversationView> newest = new ArrayList<>();
		int[] count = { 0 };
		this.jdbc.sql(UNANSWERED).param("account", freelancer).param("limit", limit).query((row) -> {
			newest.add(ConversationView.of(listed(row, newest.size()), freelancer));
			count[0] = row.getInt("unanswered");
		});
		return new UnansweredSummary(count[0], newest);
	}

	/** How many have something that the account has not read. */
	int unread(String account) {
		return this.jdbc.sql(UNREAD).param("account", account).query(Integer.class).single();
	}

	/**
	 * Moves the mark of one side on, never back, and counts anew what is left. Lock the
	 * conversation first.
	 */
	void markRead(Conversation conversation, String reader, Instant until) {
		String side = reader.equals(conversation.client()) ? "client" : "freelancer";
		this.jdbc.sql("""
				update conversation set %1$s_read_until = :until, %1$s_unread = (
					select count(*) from message
					where conversation_id = :id and posted_at > :until and author <> :reader)
				where id = :id and (%1$s_read_until is null or %1$s_read_until < :until)
				""".formatted(side))
			.param("id", conversation.id())
			.param("reader", reader)
			.param("until", utc(until))
			.update();
	}

	private static Conversation conversation(ResultSet row) throws SQLException {
		return new Conversation(row.getObject("id", UUID.class), row.getString("order_number"),
				row.getString("order_title"), row.getString("client"), row.getString("freelancer"),
				AskedService.of(row), instant(row, "last_message_at"));
	}

	private static Listed listed(ResultSet row, int number) throws SQLException {
		UUID message = row.getObject("message_id", UUID.class);
		return listed(row,
				(message != null) ? new Message(message, row.getObject("id", UUID.class), row.getString("author"),
						MessageKind.valueOf(row.getString("kind")), row.getString("excerpt"), null,
						instant(row, "posted_at")) : null);
	}

	static Listed listed(ResultSet row, @Nullable Message last) throws SQLException {
		Conversation conversation = conversation(row);
		return new Listed(conversation, last, row.getInt("unread"),
				Map.of(conversation.client(), person(row, conversation.client(), "client"), conversation.freelancer(),
						person(row, conversation.freelancer(), "freelancer")));
	}

	private static Person person(ResultSet row, String account, String side) throws SQLException {
		return new Person(account, row.getString(side + "_name"), row.getObject(side + "_picture", UUID.class));
	}

}
