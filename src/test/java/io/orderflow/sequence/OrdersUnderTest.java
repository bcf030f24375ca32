package io.orderflow.sequence;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import io.orderflow.Decisions;
import io.orderflow.MovableClock;
import io.orderflow.Newcomers;
import io.orderflow.SampleFiles;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.order.OrderSettings;
import io.orderflow.order.dashboard.Dashboard;
import io.orderflow.order.dashboard.DashboardService;
import io.orderflow.order.dashboard.OrderListItem;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.OrderViewService;
import io.orderflow.order.flow.OrderDesk;
import io.orderflow.order.placement.OrderPlacementService;
import io.orderflow.order.placement.PlaceOrder;
import io.orderflow.order.preview.PreviewDesk;
import io.orderflow.order.preview.PreviewOutcome;
import io.orderflow.order.preview.PreviewPicture;
import io.orderflow.order.question.NewQuestion;
import io.orderflow.order.question.QuestionDesk;
import io.orderflow.order.request.RequestDesk;
import io.orderflow.order.request.RequestProcessService;
import io.orderflow.order.revision.RevisionDesk;
import io.orderflow.order.step.PostProgressUpdate;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.Storyboard;
import io.orderflow.sequence.Act.Deed;
import io.orderflow.sequence.Act.Who;
import org.apache.commons.codec.digest.DigestUtils;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.test.util.AopTestUtils;
import org.springframework.test.util.ReflectionTestUtils;

/**
 * Orders of the application itself: done to by the services that pages and API call, on
 * the real engine and the real database. Jobs run when they are told to.
 */
@Component
@Profile("test")
class OrdersUnderTest {

	private static final String WORKER = "worker of sequences";

	/** More orders than are under way at the same time. */
	private static final int A_FEW = 20;

	private final Marketplace market;

	private final OrderPlacementService placing;

	private final OrderDesk desk;

	private final RequestDesk requests;

	private final QuestionDesk questions;

	private final RevisionDesk revisions;

	private final PreviewDesk previews;

	private final OutsideDoors outside;

	private final OrderViewService reading;

	private final DashboardService dashboards;

	private final AttachmentService files;

	private final Newcomers newcomers;

	private final ProcessEngine engine;

	private final Nodes nodes;

	private final RequestProcessService answers;

	private final OrderSettings settings;

	final OrderRecords records;

	final MovableClock clock;

	/** People and services of a place, made once for all sequences of a run. */
	private final Map<ZoneId, Place> places = new HashMap<>();

	private ZoneId zone = Night.PARIS_IN_SPRING.zone;

	private record Place(Map<Who, String> people, Map<Service, UUID> listings) {

	}

	/** What is sold. */
	enum Service {

		PLAN_APPROVED, NOTHING_APPROVED, DRAFT_APPROVED;

		Storyboard storyboard() {
			return switch (this) {
				case PLAN_APPROVED -> Storyboard.ordinary().deliveredWithin(OrderModel.DELIVERY_TIME);
				case NOTHING_APPROVED -> Storyboard.ordinary()
					.approving(ApprovalNeeded.NONE)
					.revisedAtMost(2)
					.deliveredWithin(OrderModel.DELIVERY_TIME);
				case DRAFT_APPROVED -> Storyboard.ordinary()
					.approving(ApprovalNeeded.DRAFT_AND_PLAN)
					.deliveredWithin(OrderModel.DELIVERY_TIME);
			};
		}

	}

	OrdersUnderTest(Marketplace market, OrderPlacementService placing, OrderDesk desk, RequestDesk requests,
			QuestionDesk questions, RevisionDesk revisions, PreviewDesk previews, OutsideDoors outside,
			OrderViewService reading, DashboardService dashboards, AttachmentService files, Newcomers newcomers,
			ProcessEngine engine, Nodes nodes, RequestProcessService answers, OrderSettings settings,
			OrderRecords records, MovableClock clock) {
		this.market = market;
		this.placing = placing;
		this.desk = desk;
		this.requests = requests;
		this.questions = questions;
		this.revisions = revisions;
		this.previews = previews;
		this.outside = outside;
		this.reading = reading;
		this.dashboards = dashboards;
		this.files = files;
		this.newcomers = newcomers;
		this.engine = engine;
		this.nodes = nodes;
		this.answers = answers;
		this.settings = settings;
		this.records = records;
		this.clock = clock;
	}

	/** Whatever is done from now on is done to an order between people there. */
	void between(Night night) {
		this.zone = night.zone;
		this.places.computeIfAbsent(night.zone, this::place);
	}

	private Place place(ZoneId where) {
		Map<Who, String> people = new EnumMap<>(Map.of(Who.CLIENT, newcomer(where, UserStore.CLIENTS), Who.FREELANCER,
				newcomer(where, UserStore.FREELANCERS), Who.STRANGER, newcomer(where, UserStore.CLIENTS), Who.MODERATOR,
				Marketplace.MODERATOR, Who.WORKER, "worker"));
		Map<Service, UUID> listings = new EnumMap<>(Service.class);
		for (Service service : Service.values()) {
			listings.put(service,
					this.market.anApprovedListing(people.get(Who.FREELANCER), service.storyboard().content()));
		}
		return new Place(people, listings);
	}

	private String newcomer(ZoneId where, String group) {
		return this.newcomers.person("Camille", Locale.ENGLISH, where, group);
	}

	/** The same people and services, in an application that was started since. */
	void openAs(OrdersUnderTest before) {
		this.places.putAll(before.places);
	}

	/** As if the application had been started with that setting. */
	void unansweredExtensionIs(OrderSettings.Unanswered outcome) {
		OrderSettings s = this.settings;
		Object process = AopTestUtils.getTargetObject(this.answers);
		ReflectionTestUtils.setField(process, "settings",
				new OrderSettings(s.requirementsReminders(), s.requirementsCancelledAfter(), s.waitingReminderEvery(),
						s.acceptedAfter(), s.moreTime(), s.acceptanceReminderBefore(), s.answerWithin(),
						s.requestAnsweredWithin(), s.refusalDisputedWithin(), outcome, s.remindedBeforeSilence(),
						s.cancellableAfterLate(), s.dossierLateAfter(), s.maxPlanTasks(), s.maxRevisionPoints()));
	}

	String place(Service service) {
		UUID listing = this.places.get(this.zone).listings().get(service);
		return this.placing.place(person(Who.CLIENT), new PlaceOrder(listing, null, null, null)).number();
	}

	/**
	 * Somebody does something.
	 * @param due what a later date is counted from
	 * @return with what the application refuses it; empty where it is done
	 */
	Optional<String> does(String number, Act.Try act, Instant due) {
		String person = person(act.who());
		if (act.deed().byWorker()) {
			return refusal(() -> answerPreview(number, act.deed() == Deed.MAKE_PREVIEW));
		}
		DeedForm form = DeedForm.of(act.deed(), facts(number, act, due));
		boolean ruling = act.deed() == Deed.RULE_FOR || act.deed() == Deed.RULE_AGAINST;
		boolean task = ruling
				|| form.step() != null && !form.values().containsKey("files") && act.deed() != Deed.POST_UPDATE;
		return switch (act.door()) {
			case SERVICE -> refusal(() -> byService(number, person, act.deed(), form));
			case TASKLIST -> task ? this.outside.tasklist(number, person,
					"userTask_" + (ruling ? "ruleOnDispute" : form.step().id()), form.values())
					: this.outside.api(number, person, form);
			case API -> this.outside.api(number, person, form);
		};
	}

	private static Optional<String> refusal(Runnable act) {
		try {
			act.run();
			return Optional.empty();
		}
		catch (Refusal refusal) {
			return Optional.of(refusal.getMessage());
		}
	}

	private void byService(String number, String person, Deed deed, DeedForm form) {
		switch (deed) {
			case ASK_QUESTION -> this.questions.ask(number, person, new NewQuestion(form.text("question"), null));
			case WITHDRAW_QUESTION -> this.questions.withdraw(number, person, null);
			case POST_UPDATE ->
				this.desk.postUpdate(number, person, new PostProgressUpdate.Decision(form.text("message"), null, null));
			case TICK -> this.desk.tick(number, person, 1, null, (boolean) form.values().get("done"));
			case OBJECT -> this.revisions.object(number, person, 1, null, form.text("reason"));
			case CANCEL_ALONE -> this.desk.cancel(number, person, form.text("reason"));
			case ASK_EXTENSION, ASK_CANCELLATION -> this.requests.ask(number, person, Decisions.request(form.values()));
			case WITHDRAW_REQUEST -> this.requests.withdraw(number, person, null);
			case DISPUTE -> this.requests.dispute(number, person, null, form.text("reason"));
			case RULE_FOR, RULE_AGAINST -> this.requests.rule(number, person, Decisions.ruling(form.values()));
			default -> this.desk.decide(number, person, Decisions.of(form.step(), form.values()));
		}
	}

	private DeedForm.Facts facts(String number, Act.Try act, Instant due) {
		boolean draft = act.deed() == Deed.SUBMIT_DRAFT || act.deed() == Deed.SUBMIT_ANOTHER_PLAN;
		OrderView order = (draft || act.deed() == Deed.TICK || act.deed() == Deed.DELIVER) ? read(number) : null;
		return new DeedForm.Facts(LocalDate.ofInstant(this.clock.instant(), this.zone).toString(),
				draft ? sketch(act.who()) : List.of(), (order != null) ? openPoints(order) : 0,
				"Draw " + ((order != null) ? order.drafts().size() + 1 : 1), due.plus(act.by()).toString(),
				order != null && !order.plan().isEmpty() && order.plan().get(0).done());
	}

	/** A file of whoever sends it, who may not be whose step it is. */
	private List<UUID> sketch(Who who) {
		byte[] bytes = "sketch".getBytes(StandardCharsets.UTF_8);
		try {
			return List.of(this.files
				.upload(person(who), "sketch.txt", null, (long) bytes.length, new ByteArrayInputStream(bytes))
				.id());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A worker hands in pictures of the draft, or says that it has some and has none. */
	private void answerPreview(String number, boolean made) {
		ExternalTaskService external = this.engine.getExternalTaskService();
		List<LockedExternalTask> locked = external.fetchAndLock(1, WORKER)
			.topic(PreviewDesk.TOPIC, 60_000)
			.businessKey(number)
			.execute();
		if (locked.isEmpty()) {
			throw Refusal.conflict("step-not-open", number);
		}
		String task = locked.get(0).getId();
		if (made) {
			this.previews.task(task, WORKER).files().forEach((file) -> draw(task, file.id()));
		}
		external.complete(task, WORKER, null, Map.of("result", "made"));
	}

	private void draw(String task, UUID file) {
		byte[] picture = SampleFiles.picture("jpeg", 16, 9);
		try {
			for (PreviewPicture size : PreviewPicture.values()) {
				this.previews.handIn(task, WORKER, file, 1, size,
						new PreviewDesk.Sent(DigestUtils.sha256Hex(picture), new ByteArrayInputStream(picture)));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.previews.finish(task, WORKER, file, PreviewOutcome.DRAWN, 1, null);
	}

	/** How many points the next delivery has to answer. */
	private static int openPoints(OrderView order) {
		return order.deliveries().isEmpty() ? 0 : order.deliveries().get(order.deliveries().size() - 1).points().size();
	}

	OrderView read(String number) {
		return this.reading.order(number, person(Who.CLIENT));
	}

	/** The order in the lists of both sides. */
	List<OrderListItem> listed(String number) {
		return Stream
			.concat(this.reading.list(person(Who.CLIENT), false, null, A_FEW).items().stream(),
					this.reading.list(person(Who.FREELANCER), true, null, A_FEW).items().stream())
			.filter((item) -> item.number().equals(number))
			.toList();
	}

	/** The order on the dashboards of both sides. */
	List<Dashboard.Entry> onDashboards(String number) {
		return Stream.of(Dashboard.Side.values())
			.map((side) -> this.dashboards.of(person((side == Dashboard.Side.BUYING) ? Who.CLIENT : Who.FREELANCER),
					side, Dashboard.Filter.ACTIVE, this.zone, null, A_FEW))
			.flatMap((dashboard) -> dashboard.orders().items().stream())
			.filter((entry) -> entry.number().equals(number))
			.toList();
	}

	String person(Who who) {
		return this.places.get(this.zone).people().get(who);
	}

	void run(OrderRecords.Job job) {
		this.engine.getManagementService().executeJob(job.id());
	}

	/** A node takes all that waits for a time, and is never heard of again. */
	void nodeDies(String number) {
		this.nodes.die(number);
	}

	/** What is due is run by whoever takes over. */
	void catchUp(String number, Act.After how) {
		switch (how) {
			case ANOTHER_NODE -> this.nodes.anotherTakesOver(number);
			case RESTARTED -> this.nodes.restart(number);
			default -> {
				// job by job, as the sequence does
			}
		}
	}

	void sweep() {
		this.market.deadlinesAreSwept();
	}

}
