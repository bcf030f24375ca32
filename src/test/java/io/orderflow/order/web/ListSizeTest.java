package io.orderflow.order.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import com.jayway.jsonpath.JsonPath;
import io.orderflow.OrderflowTest;
import io.orderflow.Statements;
import io.orderflow.Visitor;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.conversation.ConversationService;
import io.orderflow.conversation.MessageKind;
import io.orderflow.order.flow.OrderDesk;
import io.orderflow.order.step.SubmitDraft;
import io.orderflow.platform.token.ApiTokenService;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.Storyboard;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Lists and files that programs ask for: small ones, whatever they are of. */
@OrderflowTest
class ListSizeTest {

	private static final int MOST = 1_000_000;

	private static final int MESSAGES = 24;

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private ConversationService conversations;

	@Autowired
	private AttachmentService attachments;

	@Autowired
	private OrderDesk desk;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private ApiTokenService tokens;

	@Autowired
	private Statements statements;

	private OrderScenario order;

	private Visitor freelancer;

	@BeforeEach
	void place() {
		this.order = this.marketplace.anOrder()
			.of(Storyboard.ordinary().approving(ApprovalNeeded.DRAFT_AND_PLAN))
			.placed();
		this.freelancer = withToken(this.order.freelancer());
	}

	@Test
	void long_texts_make_more_pages_and_no_larger_ones() {
		for (int i = 0; i < MESSAGES; i++) {
			this.conversations.post(this.order.number(), this.order.client(), MessageKind.MESSAGE,
					"漢".repeat(19_990) + "-" + i, List.of(), "" + i);
		}
		List<String> texts = new ArrayList<>();
		all("/api/orders/" + this.order.number() + "/messages", "$.items[*].text", texts);
		assertThat(texts).hasSize(MESSAGES);
		assertThat(IntStream.range(0, MESSAGES)).allMatch((i) -> texts.get(i).endsWith("-" + (MESSAGES - 1 - i)),
				"newest first, none twice");
		all("/api/notifications", "$.items[*].id", new ArrayList<>());
		all("/api/orders/" + this.order.number() + "/timeline", "$.items[*].no", new ArrayList<>());
	}

	/** The names of files can be longer than what is said of them. */
	@Test
	void many_files_with_long_names_make_more_pages_too() throws IOException {
		int messages = 36;
		for (int i = 0; i < messages; i++) {
			List<UUID> files = new ArrayList<>();
			for (int file = 0; file < 20; file++) {
				files.add(
						this.attachments
							.upload(this.order.client(), "😀".repeat(250) + file + ".a", null, 1L,
									new ByteArrayInputStream(new byte[] { 1 }))
							.id());
			}
			this.conversations.post(this.order.number(), this.order.client(), MessageKind.MESSAGE, "" + i, files,
					"" + i);
		}
		List<String> texts = new ArrayList<>();
		all("/api/orders/" + this.order.number() + "/messages", "$.items[*].text", texts);
		assertThat(texts).isEqualTo(IntStream.range(0, messages).mapToObj((i) -> "" + (messages - 1 - i)).toList());
	}

	/** Follows a list to its end. */
	private void all(String path, String of, List<String> found) {
		String next = "";
		do {
			HttpResponse<String> page = this.freelancer.get(path + "?limit=100" + next);
			assertThat(page.statusCode()).as(path).isEqualTo(200);
			assertThat(page.body().getBytes(StandardCharsets.UTF_8).length).as(path).isLessThan(MOST);
			List<Object> items = JsonPath.read(page.body(), of);
			assertThat(items).as(path).isNotEmpty();
			items.forEach((item) -> found.add(item.toString()));
			List<String> cursors = JsonPath.read(page.body(), "$[?(@.next)].next");
			next = cursors.isEmpty() ? "" : "&cursor=" + cursors.get(0);
		}
		while (!next.isEmpty());
	}

	/** An order is answered with all of them. */
	@Test
	void files_count_as_what_a_side_writes_on_an_order() throws IOException {
		this.order.requirementsProvided().requirementsClear().planned();
		int before = freelancerWrote();
		UUID file = this.attachments
			.upload(this.order.freelancer(), "x".repeat(250), null, 1L, new ByteArrayInputStream(new byte[] { 1 }))
			.id();
		this.desk.decide(this.order.number(), this.order.freelancer(),
				new SubmitDraft.Decision("A fox", List.of(file), null, null));
		assertThat(freelancerWrote() - before).isBetween(355, 400);
	}

	private int freelancerWrote() {
		return this.jdbc.sql("select freelancer_wrote from orders where number = ?")
			.param(this.order.number())
			.query(Integer.class)
			.single();
	}

	/** Many ask for many, and an order is long. */
	@Test
	void whose_a_file_is_takes_one_statement_without_the_order() {
		this.order.requirementsProvided().requirementsClear().planned().draftSubmitted();
		Visitor client = withToken(this.order.client());
		String file = JsonPath
			.<List<String>>read(this.freelancer.get("/api/orders/" + this.order.number()).body(),
					"$.drafts[0].files[*].id")
			.get(0);
		List<String> taken = this.statements
			.of(() -> assertThat(client.get("/api/files/" + file).statusCode()).as("until accepted").isEqualTo(403));
		assertThat(taken).filteredOn((sql) -> sql.contains("from orders"))
			.singleElement()
			.satisfies((sql) -> assertThat(sql).doesNotContain("message", "terms"));
		assertThat(taken).noneMatch((sql) -> sql.contains("from draft d1_0"));
		assertThat(this.freelancer.get("/api/files/" + file).statusCode()).isEqualTo(200);
	}

	private Visitor withToken(String person) {
		return Visitor.withToken(this.port,
				this.tokens.make(person, Map.of("name", "lists", "scopes", List.of("READ", "ACT"))).secret());
	}

}
