package io.orderflow.order.step;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.orderflow.order.BlockingQuestion;
import io.orderflow.order.Order;
import io.orderflow.order.OrderFixtures;
import io.orderflow.order.dashboard.OrderViews;
import io.orderflow.order.dashboard.QuestionView;
import io.orderflow.platform.FormValues;
import io.orderflow.platform.Readers;
import io.orderflow.platform.SubmittedForm;
import org.junit.jupiter.api.Test;

import static io.orderflow.RefusalAssertions.codeOf;
import static io.orderflow.RefusalAssertions.problemsOf;
import static io.orderflow.order.OrderFixtures.PLACED;
import static io.orderflow.order.OrderFixtures.days;
import static io.orderflow.order.step.StepFixtures.SETTINGS;
import static io.orderflow.order.step.StepFixtures.page;
import static io.orderflow.order.step.StepFixtures.submission;
import static io.orderflow.order.step.StepFixtures.tasklist;
import static org.assertj.core.api.Assertions.assertThat;

/** The client's answer to what stops the work: what it takes, refuses and shows (B1). */
class AnswerQuestionTest {

	private static final List<UUID> NONE = List.of();

	private final StepFixtures.Files files = new StepFixtures.Files();

	private final AnswerQuestion answer = new AnswerQuestion(new StepFileHandler(this.files), SETTINGS);

	private final Order order = OrderFixtures.inProduction(1, PLACED);

	@Test
	void an_answer_goes_to_the_freelancer_with_its_files_and_moves_the_due_date() {
		this.order.questions().ask("Which fox?", NONE, days(1));
		this.files.stage("camille", this.order.number() + "/answerQuestion/files");
		UUID put = UUID.randomUUID();
		UUID named = UUID.randomUUID();

		StepOutcome outcome = this.answer.take(this.order,
				new AnswerQuestion.Decision("The red one", List.of(named, put)), submission("camille", days(2)));

		BlockingQuestion answered = this.order.questions().all().get(0);
		assertThat(answered.answer()).isEqualTo("The red one");
		assertThat(answered.state()).isEqualTo(BlockingQuestion.State.ANSWERED);
		assertThat(this.files.attached()).containsExactly("camille question/1/answer files [] 2");
		assertThat(outcome).isEqualTo(StepOutcome.DONE.withDueDateMoved());
		assertThat(this.answer.purpose()).as("under which both sides may read them").contains("question");
	}

	@Test
	void an_answer_says_something_and_answers_what_is_asked() {
		assertThat(codeOf(() -> this.answer.take(this.order, new AnswerQuestion.Decision("Red", null),
				submission("camille", days(1)))))
			.isEqualTo("CONFLICT step-not-open");
		this.order.questions().ask("Which fox?", NONE, days(1));
		assertThat(problemsOf(() -> this.answer.take(this.order,
				new AnswerQuestion.Decision(" ", Arrays.asList((UUID) null)), submission("camille", days(2)))))
			.containsExactly("answer text-missing", "files wrong-json-type files");
		assertThat(problemsOf(() -> this.answer.take(this.order, new AnswerQuestion.Decision("!".repeat(5_001), null),
				submission("camille", days(2)))))
			.containsExactly("answer text-too-long 5000 5001");
		assertThat(this.files.attached()).isEmpty();
		assertThat(this.order.questions().open()).isPresent();
	}

	@Test
	void it_is_read_from_tasklist_and_from_the_page() {
		UUID file = UUID.randomUUID();
		FormValues form = tasklist(Map.of("answer", "The red one", "files", file + ", none"));
		assertThat(this.answer.fromTasklist(this.order, form))
			.isEqualTo(new AnswerQuestion.Decision("The red one", List.of(file)));
		assertThat(problemsOf(form::check)).containsExactly("files unknown-file none");
		assertThat(this.answer.fromPage(new OrderViews().build(), page("answer", "The red one")))
			.isEqualTo(new AnswerQuestion.Decision("The red one", List.of()));
		assertThat(this.answer.keys(this.order)).containsExactlyInAnyOrder("answer", "files", "stagedFiles");
		assertThat(this.answer.written(new OrderViews().build())).containsExactly("answer");
		assertThat(this.answer.files(new OrderViews().build())).containsExactly(FileInput.ANY);
	}

	@Test
	void the_client_is_told_in_the_freelancers_words_and_has_until_the_first_reminder() {
		assertThat(this.answer.quote(this.order)).isNull();
		assertThat(this.answer.brief(this.order)).isEmpty();
		this.order.questions().ask("Which fox?", List.of(UUID.randomUUID()), days(1));
		assertThat(this.answer.assignee(this.order)).isEqualTo("camille");
		assertThat(this.answer.quote(this.order)).isEqualTo("Which fox?");
		assertThat(this.answer.brief(this.order)).isEqualTo("Which fox?\n\n1 file, on the order page");
		assertThat(this.answer.due(this.order, days(1))).isEqualTo(days(1).plus(Duration.ofDays(2)));
		assertThat(this.answer.api().orElseThrow().path()).isEqualTo("questions/answer");
	}

	@Test
	void the_page_shows_the_question_that_waits() {
		QuestionView waiting = new QuestionView(1, "Which fox?", List.of(), PLACED, BlockingQuestion.State.WAITING,
				null, List.of(), null);
		assertThat(this.answer.view(new OrderViews().questions(waiting).build(), SubmittedForm.nothing(),
				Readers.english(days(1))))
			.isEqualTo(new AnswerQuestion.View(waiting));
		assertThat(this.answer.view(new OrderViews().build(), SubmittedForm.nothing(), Readers.english(days(1))))
			.isNull();
	}

	@Test
	void a_draft_says_that_it_took_a_question_back() {
		Order drafting = OrderFixtures.drafting(PLACED);
		drafting.questions().ask("Which fox?", NONE, days(1));
		SubmitDraft submit = new SubmitDraft(new StepFileHandler(this.files),
				new PlanChecker(StepFixtures.ACCOUNTS, StepFixtures.AMERICAN, SETTINGS), SETTINGS);
		SubmitDraft.Decision draft = new SubmitDraft.Decision("A sketch", List.of(UUID.randomUUID()), null, null);

		assertThat(submit.take(drafting, draft, submission("lea", days(2))))
			.isEqualTo(StepOutcome.DONE.withQuestionOvertaken());
		drafting.drafts().askForChanges("Less red", days(3));
		// by then an update is due, and waits with the clock
		assertThat(submit.take(drafting, draft, submission("lea", days(4))))
			.isEqualTo(StepOutcome.DONE.withUpdateSuspended(true));
	}

}
