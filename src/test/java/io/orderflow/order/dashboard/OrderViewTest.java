package io.orderflow.order.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.orderflow.attachment.FileView;
import io.orderflow.order.BlockingQuestion;
import io.orderflow.order.ChangeRequest;
import io.orderflow.order.DeliveryClock;
import io.orderflow.order.DeliveryClock.StopReason;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.WorkerResult;
import io.orderflow.order.preview.PreviewOutcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the page of an order leaves its view to decide. */
class OrderViewTest {

	private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");

	private static final Set<OrderStatus> UNDER_WAY = EnumSet.of(OrderStatus.REQUIREMENTS_IN_REVIEW,
			OrderStatus.AWAITING_CLARIFICATION, OrderStatus.PLANNING, OrderStatus.DRAFTING, OrderStatus.DRAFT_IN_REVIEW,
			OrderStatus.IN_PRODUCTION, OrderStatus.IN_REVISION);

	private static final Duration A_DAY = Duration.ofDays(1);

	@Test
	void only_the_client_cancels_alone_and_only_before_the_requirements() {
		assertThat(withStatus("client").filter(OrderView::cancellableAlone).map(OrderView::status))
			.containsExactly(OrderStatus.AWAITING_REQUIREMENTS);
		assertThat(withStatus("freelancer").filter(OrderView::cancellableAlone)).isEmpty();
		assertThat(withStatus("moderator").filter(OrderView::cancellableAlone)).isEmpty();
	}

	@Test
	void only_the_freelancer_ticks_off_tasks_until_the_order_is_closed() {
		assertThat(withStatus("freelancer").filter((order) -> !order.tickable()).map(OrderView::status))
			.containsExactlyInAnyOrder(OrderStatus.COMPLETED, OrderStatus.CANCELLED);
		assertThat(withStatus("client").filter(OrderView::tickable)).isEmpty();
		assertThat(withStatus("moderator").filter(OrderView::tickable)).isEmpty();
	}

	@Test
	void only_the_freelancer_posts_updates_while_work_is_under_way() {
		assertThat(withStatus("freelancer").filter(OrderView::updatable)
			.map(OrderView::status)
			.collect(Collectors.toSet())).isEqualTo(UNDER_WAY);
		assertThat(withStatus("client").filter(OrderView::updatable)).isEmpty();
	}

	@Test
	void only_the_freelancer_asks_what_stops_the_work_and_takes_it_back() {
		assertThat(new OrderViews().role("freelancer").takesQuestion().build().askable()).isTrue();
		assertThat(new OrderViews().role("freelancer").build().askable()).isFalse();
		assertThat(new OrderViews().role("client").takesQuestion().build().askable()).isFalse();
		QuestionView waiting = question(BlockingQuestion.State.WAITING);
		OrderViews asked = new OrderViews().questions(question(BlockingQuestion.State.WITHDRAWN), waiting);
		assertThat(asked.build().openQuestion()).isEqualTo(waiting);
		assertThat(asked.build().withdrawsQuestion()).as("the client").isFalse();
		assertThat(asked.role("freelancer").build().withdrawsQuestion()).isTrue();
		assertThat(asked.status(OrderStatus.CANCELLED).build().openQuestion()).as("of a closed order").isNull();
		assertThat(new OrderViews().role("freelancer").build().withdrawsQuestion()).isFalse();
	}

	@Test
	void a_question_waits_is_answered_or_dropped() {
		assertThat(EnumSet.allOf(BlockingQuestion.State.class).stream().filter((state) -> question(state).dropped()))
			.containsExactly(BlockingQuestion.State.WITHDRAWN, BlockingQuestion.State.OVERTAKEN,
					BlockingQuestion.State.ENDED_WITH_ORDER);
		assertThat(question(BlockingQuestion.State.WAITING).waits()).isTrue();
		assertThat(question(BlockingQuestion.State.ANSWERED).waits()).isFalse();
	}

	private static QuestionView question(BlockingQuestion.State state) {
		return new QuestionView(1, "Which fox?", List.of(), NOW, state, null, List.of(), null);
	}

	@Test
	void it_says_why_nothing_waits() {
		assertThat(of(OrderStatus.COMPLETED).idle()).isEqualTo("closed");
		assertThat(of(OrderStatus.CANCELLED).idle()).isEqualTo("closed");
		FileView sketch = new FileView(UUID.randomUUID(), "sketch.png", "image/png", 1, "", NOW, null, null, null,
				null);
		OrderViews reviewed = new OrderViews().status(OrderStatus.DRAFT_IN_REVIEW);
		assertThat(reviewed.drafts(draft(WorkerResult.PENDING), draft(WorkerResult.PENDING, sketch)).build().idle())
			.isEqualTo("preview");
		assertThat(reviewed.drafts(draft(WorkerResult.PENDING, sketch), draft(WorkerResult.PENDING)).build().idle())
			.as("of a plan without files nothing is made")
			.isEqualTo("no-preview");
		assertThat(of(OrderStatus.ACCEPTED).idle()).isEqualTo("nothing");
	}

	@Test
	void a_delivery_is_late_once_a_moment_has_passed_and_cancellable_alone_a_day_later() {
		assertThat(new OrderViews().lateSince(NOW, NOW).build().late()).as("due now").isNull();
		OrderView.Late late = new OrderViews().lateSince(NOW.minusSeconds(1), NOW).build().late();
		assertThat(late).isEqualTo(new OrderView.Late(NOW.minusSeconds(1), NOW.minusSeconds(1).plus(A_DAY), false));
		assertThat(OrderView.Late.of(null, null, NOW)).as("nothing makes it late").isNull();

		OrderViews dayLate = new OrderViews().status(OrderStatus.IN_PRODUCTION).lateSince(NOW.minus(A_DAY), NOW);
		assertThat(dayLate.role("client").build().cancellableAlone()).isTrue();
		assertThat(dayLate.role("freelancer").build().cancellableAlone()).isFalse();
		assertThat(dayLate.role("client").lateSince(NOW.minus(A_DAY).plusSeconds(1), NOW).build().cancellableAlone())
			.isFalse();
	}

	@Test
	void each_side_has_its_name_and_the_other() {
		OrderView order = new OrderViews().build();
		assertThat(order.nameOf("camille")).isEqualTo("Camille");
		assertThat(order.nameOf("lea")).isEqualTo("Léa");
		assertThat(order.nameOf("mona")).as("a moderator").isNull();
		assertThat(order.otherThan("camille").id()).isEqualTo("lea");
		assertThat(order.otherThan("lea").id()).isEqualTo("camille");
		assertThat(order.buys()).isTrue();
		assertThat(new OrderViews().role("freelancer").build().buys()).isFalse();
	}

	@Test
	void what_a_worker_did_not_make_is_told() {
		assertThat(new OrderViews().build().dossierNotMade()).isFalse();
		assertThat(new OrderViews().build().dossierFailed()).isFalse();
		DossierView failed = new DossierView(false, false, false, true, null, null);
		assertThat(new OrderViews().dossier(WorkerResult.NOT_ASKED, failed).build().dossierFailed()).isTrue();
		assertThat(new OrderViews().dossier(WorkerResult.NOT_ASKED, failed).build().asksForDossier()).isTrue();
		assertThat(new OrderViews().dossier(WorkerResult.NOT_MADE, failed).build().dossierFailed())
			.as("said already: none was made")
			.isFalse();
		assertThat(new OrderViews().dossier(WorkerResult.MADE, new DossierView(true, false, false, true, NOW, NOW))
			.build()
			.dossierFailed()).as("another is being made").isFalse();
		DossierView stuck = new DossierView(true, false, true, false, NOW, null);
		assertThat(new OrderViews().dossier(WorkerResult.PENDING, stuck).build().asksForDossier()).isTrue();
		assertThat(stuck.awaited()).isFalse();
		FileView file = new FileView(UUID.randomUUID(), "sketch.png", "image/png", 1, "", NOW, null, null, null, null);
		assertThat(draft(WorkerResult.NOT_MADE, file).lacksPreview()).isTrue();
		assertThat(draft(WorkerResult.NOT_MADE).lacksPreview()).as("nothing to make one of").isFalse();
		assertThat(draft(WorkerResult.MADE, file).lacksPreview()).isFalse();
	}

	@Test
	void what_is_neither_seen_nor_played_is_kept_from_sight() {
		FileView film = file("film.mp4", "video/mp4").withheld();
		FileView archive = file("all.zip", "application/zip").withheld();
		assertThat(unseen(false, film, archive)).returns(true, DraftView::keepsFromSight)
			.returns(true, DraftView::keepsFromPlaying)
			.returns(false, (draft) -> draft.plays());
		assertThat(unseen(true, film.played(), archive.played())).returns(true, DraftView::keepsFromSight)
			.returns(false, DraftView::keepsFromPlaying)
			.returns(true, (draft) -> draft.plays());
		assertThat(unseen(true, film.played()).keepsFromSight()).isFalse();
		assertThat(unseen(true, archive).plays()).as("nothing to play").isFalse();
		assertThat(unseen(false, file("film.mp4", "video/mp4")).keepsFromSight()).as("theirs to download").isFalse();
		assertThat(film.played().playHref()).isEqualTo("/api/files/" + film.id() + "/play");
		assertThat(archive.played().playHref()).isNull();
	}

	private static FileView file(String name, String type) {
		UUID id = UUID.randomUUID();
		return new FileView(id, name, type, 1, "", NOW, null, "/api/files/" + id, null, null);
	}

	/** A draft of which nothing has a preview. */
	private static DraftView unseen(boolean playable, FileView... files) {
		return new DraftView(1, "", List.of(files), NOW, WorkerResult.NOT_MADE, false,
				Stream.of(files)
					.map((file) -> new PreviewView(file.id(), PreviewOutcome.NOT_DRAWABLE, null, null, List.of()))
					.toList(),
				null, null, null, false, playable);
	}

	@Test
	void a_task_is_done_once_it_was_ticked_off() {
		LocalDate day = LocalDate.of(2026, 12, 1);
		assertThat(new OrderView.Task(1, "Sketch", day, null).done()).isFalse();
		assertThat(new OrderView.Task(1, "Sketch", day, NOW).done()).isTrue();
	}

	@Test
	void how_an_order_was_cancelled_is_told() {
		OrderViews cancelled = new OrderViews().cancelled("camille", "No need");
		assertThat(cancelled.build().ending()).returns("order.cancelled.who.mine", Ending::words)
			.returns("Camille", Ending::name)
			.returns("No need", Ending::reason);
		assertThat(cancelled.role("freelancer").build().ending()).returns("order.cancelled.who", Ending::words);
		OrderView asked = cancelled.requests(cancellation(ChangeRequest.State.ACCEPTED)).build();
		assertThat(asked.ending()).returns("order.cancelled.asked", Ending::words).returns("Camille", Ending::name);
		OrderView refused = cancelled.requests(cancellation(ChangeRequest.State.REFUSED)).build();
		assertThat(refused.ending().words()).isEqualTo("order.cancelled.who");
		OrderView unprovided = new OrderViews().cancelled(null, "").build();
		assertThat(unprovided.ending()).returns("order.cancelled.unprovided", Ending::words)
			.returns(null, Ending::name)
			.returns(false, Ending::saysWhy);
	}

	@Test
	void a_request_can_be_the_first_until_the_order_is_closed() {
		RequestView waiting = cancellation(ChangeRequest.State.WAITING);
		assertThat(new OrderViews().build().takesFirstRequest()).isTrue();
		assertThat(new OrderViews().requests(waiting).build().takesFirstRequest()).isFalse();
		assertThat(of(OrderStatus.COMPLETED).takesFirstRequest()).isFalse();
		assertThat(new OrderViews().build().movesDatesOf(waiting)).as("its clock runs").isFalse();
	}

	private static RequestView cancellation(ChangeRequest.State state) {
		return OrderViews.request(ChangeRequest.Kind.CANCELLATION, state, null);
	}

	private static DraftView draft(WorkerResult preview, FileView... files) {
		return new DraftView(1, "", List.of(files), NOW, preview, false, List.of(), null, null, null, false, false);
	}

	private static OrderView of(OrderStatus status) {
		return new OrderViews().status(status).build();
	}

	@Test
	void the_clock_of_a_closed_order_neither_runs_nor_stands() {
		assertThat(OrderView.Clock.closed(NOW))
			.isEqualTo(new OrderView.Clock(NOW, false, null, null, false, null, false, false, false));
	}

	@Test
	void a_clock_says_when_it_is_due_by_now_and_what_had_counted_as_late_when_it_stopped() {
		assertThat(clock(true, null, null))
			.isEqualTo(new OrderView.Clock(NOW, true, null, null, false, null, false, false, false));
		Instant stopped = NOW.minus(A_DAY);
		OrderView.Clock standing = clock(false, stopped, StopReason.QUESTION);
		assertThat(standing.due()).isEqualTo(NOW.plus(A_DAY));
		assertThat(standing.stopReason()).isEqualTo("QUESTION");
		assertThat(standing.lateBefore()).as("not due yet then").isNull();
		DeliveryClock.Counted late = new DeliveryClock.Counted(stopped.minus(A_DAY), null, stopped, StopReason.DRAFT,
				stopped.minus(A_DAY), false, false);
		OrderView.Clock dayLate = OrderView.Clock.of(stopped, false, late, A_DAY, NOW);
		assertThat(dayLate.lateBefore()).isEqualTo(A_DAY);
		assertThat(dayLate.clientMayCancel()).isTrue();
	}

	private static OrderView.Clock clock(boolean running, @Nullable Instant stopped, @Nullable StopReason reason) {
		return OrderView.Clock.of(NOW, running,
				new DeliveryClock.Counted(NOW, null, stopped, reason, null, false, false), A_DAY, NOW);
	}

	private static Stream<OrderView> withStatus(String role) {
		return EnumSet.allOf(OrderStatus.class)
			.stream()
			.map((status) -> new OrderViews().role(role).status(status).build());
	}

}
