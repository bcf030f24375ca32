package io.orderflow.sequence;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.orderflow.Decisions;
import io.orderflow.MovableClock;
import io.orderflow.Newcomers;
import io.orderflow.SampleFiles;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.catalog.ApprovalNeeded;
import io.orderflow.order.OrderDesk;
import io.orderflow.order.OrderSettings;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.OrderViewService;
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
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.Storyboard;
import io.orderflow.sequence.Act.Deed;
import io.orderflow.sequence.Act.Who;
import org.apache.commons.codec.digest.DigestUtils;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.AcquireJobsCmd;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultJobExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.test.util.AopTestUtils;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Orders of the application itself: done to by the services that pages and API call, on
 * the real engine and the real database. Jobs run when they are told to.
 */
@Component
@Profile("test")
class OrdersUnderTest {

	/** Where the people of the tests live, and their days begin. */
	private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

	private static final String WORKER = "worker of sequences";

	private final Marketplace market;

	private final OrderPlacementService placing;

	private final OrderDesk desk;

	private final RequestDesk requests;

	private final QuestionDesk questions;

	private final RevisionDesk revisions;

	private final PreviewDesk previews;

	private final OutsideDoors outside;

	private final OrderViewService reading;

	private final AttachmentService files;

	private final Newcomers newcomers;

	private final ProcessEngine engine;

	private final RequestProcessService answers;

	private final OrderSettings settings;

	final OrderRecords records;

	final MovableClock clock;

	private final Map<Service, UUID> listings = new EnumMap<>(Service.class);

	/** No other job has one as high. */
	private long priority = 1_000_000;

	private final Map<Who, String> people = new EnumMap<>(Who.class);

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
			OrderViewService reading, AttachmentService files, Newcomers newcomers, ProcessEngine engine,
			RequestProcessService answers, OrderSettings settings, OrderRecords records, MovableClock clock) {
		this.market = market;
		this.placing = placing;
		this.desk = desk;
		this.requests = requests;
		this.questions = questions;
		this.revisions = revisions;
		this.previews = previews;
		this.outside = outside;
		this.reading = reading;
		this.files = files;
		this.newcomers = newcomers;
		this.engine = engine;
		this.answers = answers;
		this.settings = settings;
		this.records = records;
		this.clock = clock;
	}

	/** People and services, made once for all sequences of a run. */
	private void open() {
		if (this.people.isEmpty()) {
			this.people.put(Who.CLIENT, this.newcomers.client());
			this.people.put(Who.FREELANCER, this.newcomers.freelancer());
			this.people.put(Who.STRANGER, this.newcomers.client());
			this.people.put(Who.MODERATOR, Marketplace.MODERATOR);
			this.people.put(Who.WORKER, "worker");
			for (Service service : Service.values()) {
				this.listings.put(service,
						this.market.anApprovedListing(person(Who.FREELANCER), service.storyboard().content()));
			}
		}
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
		open();
		return this.placing.place(person(Who.CLIENT), new PlaceOrder(this.listings.get(service), null, null, null))
			.number();
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
			case WITHDRAW_QUESTION -> this.questions.withdraw(number, person);
			case POST_UPDATE ->
				this.desk.postUpdate(number, person, new PostProgressUpdate.Decision(form.text("message"), null, null));
			case TICK -> this.desk.tick(number, person, 1, (boolean) form.values().get("done"));
			case OBJECT -> this.revisions.object(number, person, 1, form.text("reason"));
			case CANCEL_ALONE -> this.desk.cancel(number, person, form.text("reason"));
			case ASK_EXTENSION, ASK_CANCELLATION -> this.requests.ask(number, person, Decisions.request(form.values()));
			case WITHDRAW_REQUEST -> this.requests.withdraw(number, person);
			case DISPUTE -> this.requests.dispute(number, person, form.text("reason"));
			case RULE_FOR, RULE_AGAINST -> this.requests.rule(number, person, Decisions.ruling(form.values()));
			default -> this.desk.decide(number, person, Decisions.of(form.step(), form.values()));
		}
	}

	private DeedForm.Facts facts(String number, Act.Try act, Instant due) {
		boolean draft = act.deed() == Deed.SUBMIT_DRAFT || act.deed() == Deed.SUBMIT_ANOTHER_PLAN;
		OrderView order = (draft || act.deed() == Deed.TICK || act.deed() == Deed.DELIVER) ? read(number) : null;
		return new DeedForm.Facts(LocalDate.ofInstant(this.clock.instant(), ZONE).toString(),
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

	String person(Who who) {
		return this.people.get(who);
	}

	void run(OrderRecords.Job job) {
		this.engine.getManagementService().executeJob(job.id());
	}

	/** A node takes all that waits for a time, and is never heard of again. */
	void nodeDies(String number) {
		this.records.lockJobs(number, this.clock.instant().plus(Duration.ofMinutes(5)));
	}

	/**
	 * Another node takes what is due and nobody holds any more, as its job executor does,
	 * and runs it, until nothing is due. The database is everybody's: it looks at jobs of
	 * a priority that only those of this order have.
	 * @return the jobs that it took and ran
	 */
	int anotherNodeTakesOver(String number) {
		ProcessEngineConfigurationImpl configuration = (ProcessEngineConfigurationImpl) this.engine
			.getProcessEngineConfiguration();
		long lowest = configuration.getJobExecutorPriorityRangeMin();
		long highest = configuration.getJobExecutorPriorityRangeMax();
		long ours = ++this.priority;
		configuration.setJobExecutorPriorityRangeMin(ours);
		configuration.setJobExecutorPriorityRangeMax(ours);
		JobExecutor node = new DefaultJobExecutor();
		int ran = 0;
		try {
			while (this.records.due(number, this.clock.instant(), ours) > 0) {
				List<String> taken = configuration.getCommandExecutorTxRequired()
					.execute(new AcquireJobsCmd(node))
					.getJobIdBatches()
					.stream()
					.flatMap(List::stream)
					.toList();
				assertThat(taken).as("what is due, and a node that died has held").isNotEmpty();
				for (String job : taken) {
					if (this.records.isOf(number, job)) {
						this.engine.getManagementService().executeJob(job);
						ran++;
					}
				}
			}
			return ran;
		}
		finally {
			configuration.setJobExecutorPriorityRangeMin(lowest);
			configuration.setJobExecutorPriorityRangeMax(highest);
		}
	}

	void sweep() {
		this.market.deadlinesAreSwept();
	}

}
