package io.orderflow.order.step;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.orderflow.order.ChangeRequest;
import io.orderflow.order.ChangeRequest.Asked;
import io.orderflow.order.Order;
import io.orderflow.order.OrderFixtures;
import io.orderflow.order.OrderStep;
import io.orderflow.order.ResponsibleParty;
import io.orderflow.order.brief.RequestText;
import io.orderflow.order.dashboard.OrderViews;
import io.orderflow.order.step.AnswerRequest.Choice;
import io.orderflow.order.step.AnswerRequest.Decision;
import org.junit.jupiter.api.Test;

import static io.orderflow.RefusalAssertions.codeOf;
import static io.orderflow.RefusalAssertions.problemsOf;
import static io.orderflow.order.OrderFixtures.PLACED;
import static io.orderflow.order.OrderFixtures.days;
import static io.orderflow.order.step.StepFixtures.ACCOUNTS;
import static io.orderflow.order.step.StepFixtures.SETTINGS;
import static io.orderflow.order.step.StepFixtures.page;
import static io.orderflow.order.step.StepFixtures.submission;
import static io.orderflow.order.step.StepFixtures.tasklist;
import static org.assertj.core.api.Assertions.assertThat;

/** What the side that was asked answers, and what may come of it. */
class AnswerRequestTest {

	private final AnswerRequest step = new AnswerRequest(new RequestText(ACCOUNTS), ACCOUNTS, SETTINGS);

	private final Order order = OrderFixtures.inProduction(1, PLACED);

	@Test
	void a_request_is_accepted_with_or_without_a_word() {
		ChangeRequest request = cancellation();
		StepOutcome outcome = take(new Decision(Choice.ACCEPT, null));
		assertThat(request.state()).isEqualTo(ChangeRequest.State.ACCEPTED);
		assertThat(outcome)
			.isEqualTo(new StepOutcome(Map.of("requestAccepted", true, "refusalDisputable", false), false));
	}

	@Test
	void a_refused_cancellation_can_be_disputed() {
		cancellation();
		StepOutcome outcome = take(new Decision(Choice.REFUSE, "We had a deal"));
		assertThat(outcome.answers())
			.isEqualTo(Map.of("requestAccepted", false, "refusalDisputable", true, "nextDisputeCheck",
					days(1).plus(Duration.ofHours(40)), "disputeUntil", days(2).plus(Duration.ofHours(40))));
		assertThat(outcome.answers().keySet()).as("and one that models of before read")
			.containsAll(this.step.answers());
	}

	@Test
	void a_refused_extension_cannot() {
		extension();
		assertThat(take(new Decision(Choice.REFUSE, "We had a deal")).answers())
			.isEqualTo(Map.of("requestAccepted", false, "refusalDisputable", false));
	}

	@Test
	void a_refusal_has_a_reason() {
		ChangeRequest request = cancellation();
		assertThat(problemsOf(() -> take(new Decision(Choice.REFUSE, " ")))).containsExactly("answer text-missing");
		assertThat(problemsOf(() -> take(new Decision(null, "x".repeat(2_001)))))
			.containsExactly("decision choice-missing", "answer text-too-long 2000 2001");
		assertThat(request.state()).isEqualTo(ChangeRequest.State.WAITING);
	}

	@Test
	void it_is_whoever_was_asked_who_answers() {
		assertThat(codeOf(() -> this.step.assignee(this.order))).isEqualTo("CONFLICT step-not-open");
		cancellation();
		assertThat(this.step.assignee(this.order)).isEqualTo("camille");
		assertThat(this.step.toldWhenAsked()).isFalse();
	}

	@Test
	void it_is_due_when_silence_answers() {
		assertThat(this.step.due(this.order, days(1))).isEqualTo(days(1).plus(Duration.ofHours(30)));
		cancellation();
		assertThat(this.step.due(this.order, days(1))).isEqualTo(days(3));
	}

	@Test
	void an_answer_is_read_from_tasklist_and_from_the_page() {
		Decision refused = new Decision(Choice.REFUSE, "No");
		assertThat(this.step.fromTasklist(this.order, tasklist(Map.of("decision", "refuse", "answer", "No"))))
			.isEqualTo(refused);
		assertThat(this.step.fromPage(new OrderViews().build(), page("decision", "refuse", "answer", "No")))
			.isEqualTo(refused);
		assertThat(this.step.keys(this.order)).containsExactlyInAnyOrder("decision", "answer");
		assertThat(refused.step()).isEqualTo(OrderStep.ANSWER_REQUEST);
	}

	@Test
	void whoever_answers_reads_what_is_asked_for_and_what_silence_means() {
		assertThat(this.step.brief(this.order)).isEmpty();
		cancellation();
		assertThat(this.step.brief(this.order)).isEqualTo("Léa asks to cancel the order. Responsible, according to Léa:"
				+ " client.\n\nBecause\n\nWithout an answer in time the order is cancelled.");
		take(new Decision(Choice.ACCEPT, null));
		extension();
		assertThat(this.step.brief(this.order)).matches("Léa asks for a later delivery: "
				+ "Dec 8, 2026, 10:00\\hAM instead of Dec 6, 2026, 10:00\\hAM \\(Europe/Paris\\)\\."
				+ "\\R\\RBecause\\R\\RWithout an answer in time the date stays as it is\\.");
	}

	@Test
	void updates_and_their_files_are_read_as_they_are_sent() {
		PostProgressUpdate update = new PostProgressUpdate(new StepFileHandler(new StepFixtures.Files()), null,
				SETTINGS);
		UUID file = UUID.randomUUID();
		assertThat(update.fromTasklist(this.order, tasklist(Map.of("message", "Half done", "files", file))))
			.isEqualTo(new PostProgressUpdate.Decision("Half done", List.of(file), null));
		assertThat(update.fromPage(new OrderViews().build(), page("message", "Half done")))
			.isEqualTo(new PostProgressUpdate.Decision("Half done", List.of(), null));
		assertThat(problemsOf(() -> update.take(this.order, new PostProgressUpdate.Decision(" ", null, "k".repeat(201)),
				submission("lea", days(1)))))
			.containsExactly("message text-missing", "idempotencyKey text-too-long 200 201");
		assertThat(update.assignee(this.order)).isEqualTo("lea");
		assertThat(update.keys(this.order)).containsExactlyInAnyOrder("message", "files", "stagedFiles");
		assertThat(update.urgent(this.order, days(1))).isTrue();
		assertThat(update.remind(this.order, PLACED, days(2))).isFalse();
		assertThat(update.remind(this.order, PLACED, days(3))).isTrue();
		assertThat(update.brief(this.order)).endsWith("Work plan\nDecember 4, 2026: Storyboard");
	}

	private StepOutcome take(Decision decision) {
		return this.step.take(this.order, decision, submission("camille", days(2)));
	}

	private ChangeRequest cancellation() {
		return this.order.requests().askForCancellation(asked(days(1)), ResponsibleParty.CLIENT);
	}

	private ChangeRequest extension() {
		return this.order.requests().askForExtension(asked(days(1)), days(7));
	}

	private static Asked asked(Instant at) {
		return new Asked("lea", "Because", at, at.plus(Duration.ofDays(2)));
	}

}
