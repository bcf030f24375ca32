package io.orderflow.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.money.Monetary;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.orderflow.Decisions;
import io.orderflow.OrderflowApplication;
import io.orderflow.account.NotificationKind;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.catalog.ListingContent;
import io.orderflow.catalog.ListingFlow;
import io.orderflow.catalog.ListingService;
import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.catalog.RequirementQuestion.Kind;
import io.orderflow.conversation.ConversationService;
import io.orderflow.conversation.MessageKind;
import io.orderflow.notification.NewNotification;
import io.orderflow.notification.NotificationService;
import io.orderflow.notification.delivery.DeliveryDispatcher;
import io.orderflow.order.OrderStep;
import io.orderflow.order.flow.OrderDesk;
import io.orderflow.order.late.LateOrderService;
import io.orderflow.order.placement.OrderPlacementService;
import io.orderflow.order.placement.PlaceOrder;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Orderflow as it starts by default, its web server and mail catcher too, called where
 * its pages and API call it. Orders have real answers, a file with the draft and one with
 * the delivery; every notification is also a mail.
 */
class OrderflowSide implements Side, AutoCloseable {

	private static final String CLIENT = "camille";

	private static final String FREELANCER = "lea";

	private static final int TOGETHER = 100;

	private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

	private static final List<String> TIMELINE = List.of("ORDER_PLACED", "REQUIREMENTS_SUBMITTED", "CLOCK_STARTED",
			"REQUIREMENTS_CLEAR", "WORK_PLANNED", "DRAFT_SUBMITTED", "CLOCK_STOPPED", "PREVIEW_NOT_MADE",
			"DRAFT_APPROVED", "CLOCK_RESUMED", "WORK_DELIVERED", "CLOCK_STOPPED", "DELIVERY_ACCEPTED",
			"ORDER_COMPLETED", "DOSSIER_NOT_MADE");

	private static final List<String> TOLD = List.of("order.new.priced", "order.todo.reviewRequirements",
			"order.todo.reviewDraft", "order.todo.deliverWork.approved", "order.todo.reviewDelivery.until",
			"order.completed", "order.completed");

	private static final List<String> MAILED = List.of("order.new.priced", "order.todo.reviewRequirements",
			"order.todo.reviewDraft", "order.todo.deliverWork.approved", "order.todo.reviewDelivery.until",
			"order.completed");

	private final ConfigurableApplicationContext application;

	private final CountedDataSource statements;

	private final OrderDesk desk;

	private final OrderPlacementService placements;

	private final AttachmentService attachments;

	private final ExternalTaskService workers;

	private final String url;

	private final Watcher watcher;

	private final UUID listing;

	OrderflowSide(Path data) throws SQLException {
		this.application = new SpringApplicationBuilder(OrderflowApplication.class)
			.initializers((context) -> countStatements((GenericApplicationContext) context))
			.profiles("embedded")
			.run("--server.port=0", "--spring.main.banner-mode=off", "--logging.level.root=error",
					"--logging.level.org.camunda.bpm.engine.jobexecutor=warn",
					"--orderflow.embedded.data-directory=" + data, "--orderflow.embedded.mail-port=0",
					"--orderflow.worker.enabled=false", "--orderflow.dossiers.ask-again-after=0s",
					"--orderflow.dossiers.max-characters=2000000", "--orderflow.quota.orders=1000000",
					"--orderflow.quota.messages=1000000", "--orderflow.quota.changes=1000000",
					"--orderflow.quota.told=1000000", "--orderflow.quota.uploads=100000000");
		this.statements = this.application.getBean(CountedDataSource.class);
		this.desk = this.application.getBean(OrderDesk.class);
		this.placements = this.application.getBean(OrderPlacementService.class);
		this.attachments = this.application.getBean(AttachmentService.class);
		this.workers = this.application.getBean(ExternalTaskService.class);
		this.url = this.application.getBean(CountedDataSource.class).unwrap(HikariDataSource.class).getJdbcUrl();
		this.watcher = watcher();
		this.listing = listing();
	}

	private static void countStatements(GenericApplicationContext context) {
		context.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				return (bean instanceof HikariDataSource pool) ? new CountedDataSource(pool) : bean;
			}

		});
	}

	private UUID listing() {
		ListingService listings = this.application.getBean(ListingService.class);
		UUID id = listings.create(FREELANCER, new ListingContent("Storyboard", "Six plans dessinés à la main", "fr",
				Monetary.getDefaultAmountFactory().setNumber(120).setCurrency("EUR").create(), Duration.ofDays(5), 1,
				ApprovalNeeded.DRAFT_AND_PLAN, Duration.ofDays(2), Duration.ofDays(3), Duration.ofDays(3),
				List.of(new RequirementQuestion("histoire", Kind.TEXT, "Votre histoire ?", true),
						new RequirementQuestion("format", Kind.SINGLE_CHOICE, "Quel format ?", true,
								List.of("16:9", "4:3"), List.of()),
						new RequirementQuestion("ambiances", Kind.MULTIPLE_CHOICE, "Quelles ambiances ?", false,
								List.of("Aquarelle", "Nuit", "Encre"), List.of()))));
		listings.submit(id, FREELANCER);
		this.application.getBean(ListingFlow.class).review(id, "mona", Decisions.review(Map.of("decision", "approve")));
		return id;
	}

	int port() {
		return ((WebServerApplicationContext) this.application).getWebServer().getPort();
	}

	/** A connection of its own, that nobody counts. */
	Watcher watcher() throws SQLException {
		return new Watcher(DriverManager.getConnection(this.url, "postgres", ""));
	}

	/** The first of the database's processes; the others come of it. */
	ProcessHandle database() throws SQLException, IOException {
		Path directory = Path.of(this.watcher.texts("show data_directory").get(0));
		long pid = Long.parseLong(Files.readAllLines(directory.resolve("postmaster.pid")).get(0));
		return ProcessHandle.of(pid).orElseThrow();
	}

	/** Both sides write to each other about an order. */
	void talk(String number, int messages) {
		ConversationService conversations = this.application.getBean(ConversationService.class);
		for (int i = 0; i < messages; i++) {
			conversations.post(number, (i % 2 == 0) ? CLIENT : FREELANCER, MessageKind.MESSAGE,
					"Le renard peut-il garder son écharpe ? Message %d.".formatted(i), List.of(), "talk-" + i);
		}
	}

	/** The address of another database in the same cluster, made empty. */
	String emptyDatabase(String name) throws SQLException {
		this.watcher.execute("create database " + name);
		return this.url.replaceFirst("/postgres$", "/" + name);
	}

	/** Settings of the cluster that decide what a commit costs. */
	String durability() throws SQLException {
		return this.watcher.texts("""
				select string_agg(name || ' ' || setting, ', ' order by name) from pg_settings
				where name in ('fsync', 'synchronous_commit', 'full_page_writes')
				""").get(0);
	}

	/** Takes one order all the way, and counts the mails of each move. */
	Map<Move, Integer> notificationsByMove() throws SQLException {
		Map<Move, Integer> byMove = new EnumMap<>(Move.class);
		long[] before = { deliveries() };
		Move.all(this, (move) -> {
			long now = deliveries();
			byMove.put(move, Math.toIntExact(now - before[0]));
			before[0] = now;
		});
		return byMove;
	}

	private long deliveries() {
		return count("select count(*) from notification_delivery");
	}

	/** No job runs any more, and nothing is delivered; placing goes on. */
	void pauseJobs() {
		jobExecutor().shutdown();
		this.application.getBean(DeliveryDispatcher.class).stop();
	}

	void resumeJobs() {
		jobExecutor().start();
		this.application.getBean(DeliveryDispatcher.class).start();
	}

	private JobExecutor jobExecutor() {
		return ((ProcessEngineConfigurationImpl) this.application.getBean(ProcessEngine.class)
			.getProcessEngineConfiguration()).getJobExecutor();
	}

	/** Tells somebody many things, each of which is a mail. */
	void queue(int count) {
		NotificationService notifications = this.application.getBean(NotificationService.class);
		TransactionTemplate together = new TransactionTemplate(
				this.application.getBean(PlatformTransactionManager.class));
		for (int i = 0; i < count; i += TOGETHER) {
			int from = i;
			together.executeWithoutResult((status) -> {
				for (int j = from; j < Math.min(from + TOGETHER, count); j++) {
					notifications
						.notify(new NewNotification("oliver", NotificationKind.STATUS, "backlog/" + UUID.randomUUID(),
								null, "order.completed", List.of("", "Storyboard", "Léa"), "/orders"));
				}
			});
		}
	}

	/** Finds orders that are late, as the sweep does, and forgets it again. */
	int findLate() {
		TransactionTemplate together = new TransactionTemplate(
				this.application.getBean(PlatformTransactionManager.class));
		Integer found = together.execute((status) -> {
			status.setRollbackOnly();
			return this.application.getBean(LateOrderService.class).find().size();
		});
		return (found != null) ? found : 0;
	}

	ManagementService management() {
		return this.application.getBean(ProcessEngine.class).getManagementService();
	}

	long undelivered() {
		return count("select count(*) from notification_delivery where state = 'QUEUED'");
	}

	private long count(String sql) {
		try {
			return this.watcher.number(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public String name() {
		return "Orderflow";
	}

	@Override
	public CountedDataSource statements() {
		return this.statements;
	}

	@Override
	public String place() {
		return this.placements.place(CLIENT, new PlaceOrder(this.listing, null, null, UUID.randomUUID().toString()))
			.number();
	}

	@Override
	public void decide(String number, OrderStep step, Move move) {
		switch (step) {
			case PROVIDE_REQUIREMENTS -> this.desk.decide(number, CLIENT,
					Decisions.of(step,
							Map.of("answer_histoire", "Un renard cherche la mer, « sans jamais se presser ».",
									"answer_format", "16:9", "answer_ambiances", List.of("Aquarelle", "Nuit"))));
			case REVIEW_REQUIREMENTS ->
				this.desk.decide(number, FREELANCER, Decisions.of(step, Map.of("decision", "clear")));
			case PLAN_WORK -> this.desk.decide(number, FREELANCER, Decisions.of(step, Map.of("tasks", plan())));
			case SUBMIT_DRAFT -> this.desk.decide(number, FREELANCER,
					Decisions.of(step, Map.of("message", "Voici l’esquisse.", "files", List.of(file("esquisse.svg")))));
			case REVIEW_DRAFT -> this.desk.decide(number, CLIENT,
					Decisions.of(step, Map.of("decision", "approve", "comments", "Magnifique.")));
			case DELIVER_WORK -> this.desk.decide(number, FREELANCER, Decisions.of(step,
					Map.of("message", "Voici le storyboard.", "files", List.of(file("storyboard.svg")))));
			case REVIEW_DELIVERY -> this.desk.decide(number, CLIENT, Decisions.of(step, Map.of("decision", "accept")));
			default -> throw new IllegalArgumentException("Not on the happy path: " + step);
		}
	}

	private static String plan() {
		LocalDate today = LocalDate.now(PARIS);
		return today.plusDays(1) + " Esquisse des six plans\n" + today.plusDays(3) + " Mise en couleur";
	}

	/** Takes one order as far as its draft, of which this is the file. */
	void draft(String name, byte[] content) {
		String number = Move.until(Move.PLAN_WORK, this, (move) -> {
		});
		this.desk.decide(number, FREELANCER, Decisions.of(OrderStep.SUBMIT_DRAFT,
				Map.of("message", "Voici l’esquisse.", "files", List.of(file(name, content)))));
	}

	<T> T bean(Class<T> type) {
		return this.application.getBean(type);
	}

	/** Drafts whose preview is not made. */
	long previewsAwaited() {
		return this.workers.createExternalTaskQuery().topicName("draft.preparePreview").count();
	}

	/** How many previews were made. */
	long previewsMade() {
		return count("select count(*) from preview_page where page = 1 and picture = 'PREVIEW'");
	}

	private String file(String name) {
		return file(name, "<svg xmlns=\"http://www.w3.org/2000/svg\"><text y=\"20\">Renard</text></svg>"
			.getBytes(StandardCharsets.UTF_8));
	}

	private String file(String name, byte[] content) {
		try {
			return this.attachments
				.upload(FREELANCER, name, null, (long) content.length, new ByteArrayInputStream(content))
				.id()
				.toString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void work(String number, String topic, Move move) {
		LockedExternalTask task = this.workers.fetchAndLock(1, "bench")
			.topic(topic, 60_000)
			.businessKey(number)
			.execute()
			.get(0);
		this.workers.complete(task.getId(), "bench", Map.of(), Map.of("result", "made"));
	}

	@Override
	public boolean quiet() throws SQLException {
		return this.watcher.quiet()
				&& this.watcher.number("select count(*) from (select 1 from due_delivery limit 1) waiting") == 0;
	}

	@Override
	public void check(Collection<String> numbers) throws SQLException {
		for (String number : numbers) {
			Watcher.expect(number + " is", List.of("COMPLETED"),
					this.watcher.texts("select status from orders where number = ?", number));
			Watcher.expect("timeline of " + number, TIMELINE, this.watcher.texts("""
					select t.kind from timeline_entry t join orders o on o.id = t.order_id
					where o.number = ? order by t.no
					""", number));
			Watcher.expect("conversations of " + number, 1L,
					this.watcher.number("select count(*) from conversation where order_number = ?", number));
			Watcher.expect("files of " + number, 2L,
					this.watcher.number("select count(*) from attachment where order_number = ?", number));
			Watcher.expect("notifications of " + number, TOLD.stream().sorted().toList(),
					this.watcher.texts("select text_key from notification where order_number = ? order by 1", number)
						.stream()
						.sorted()
						.toList());
			Watcher.expect("mails of " + number, MAILED.stream().sorted().toList(), this.watcher.texts("""
					select n.text_key from notification n
					join notification_delivery d on d.notification_id = n.id and d.state = 'DELIVERED'
					join notification_attempt a on a.delivery_id = d.id and a.number = 1 and a.outcome = 'DELIVERED'
					where n.order_number = ?
					""", number).stream().sorted().toList());
		}
	}

	@Override
	public void close() throws SQLException {
		this.watcher.close();
		this.application.close();
	}

}
