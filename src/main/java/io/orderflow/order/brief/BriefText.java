package io.orderflow.order.brief;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.order.Answer;
import io.orderflow.order.Order;
import io.orderflow.order.PlanTask;
import io.orderflow.order.RevisionPoint;
import io.orderflow.platform.ReaderFormats.WrittenDates;
import org.jspecify.annotations.Nullable;

/** What several steps say of an order in Tasklist, as plain text in English. */
public final class BriefText {

	private BriefText() {
	}

	public static String requirements(Order order) {
		List<Answer> answers = order.requirements().answers();
		if (answers.isEmpty()) {
			return "The client had nothing to add to what the service says.";
		}
		return order.terms()
			.questions()
			.stream()
			.flatMap((question) -> answers.stream()
				.filter((answer) -> answer.questionKey().equals(question.key()))
				.map((answer) -> question.prompt() + "\n" + said(question, answer)))
			.collect(Collectors.joining("\n\n"));
	}

	private static String said(RequirementQuestion question, Answer answer) {
		return switch (question.kind()) {
			case FILE -> count(answer.files().size()) + ", on the order page";
			case DATE -> answer.texts()
				.stream()
				.map((day) -> WrittenDates.full(LocalDate.parse(day), Locale.ENGLISH))
				.collect(Collectors.joining());
			case TEXT, SINGLE_CHOICE, MULTIPLE_CHOICE -> String.join(", ", answer.texts());
		};
	}

	public static String clarifications(Order order) {
		return order.requirements()
			.clarifications()
			.stream()
			.filter((asked) -> asked.answer() != null)
			.map((asked) -> "\n\nYou asked: " + asked.question() + "\nAnswer: " + asked.answer()
					+ files(asked.files().size()))
			.collect(Collectors.joining());
	}

	public static String plan(Order order) {
		return plan(order, (task) -> WrittenDates.day(task.deadline(), Locale.ENGLISH) + ": " + task.title());
	}

	/** As the lines of another plan are typed in Tasklist, to be copied and changed. */
	public static String planToCopy(Order order) {
		return plan(order, (task) -> task.deadline() + " " + task.title());
	}

	private static String plan(Order order, Function<PlanTask, String> line) {
		return "Work plan\n" + order.plan()
			.stream()
			.map((task) -> line.apply(task) + ((task.doneAt() != null) ? " (done)" : ""))
			.collect(Collectors.joining("\n"));
	}

	/**
	 * What was asked for, what the freelancer objected and what was done (B5).
	 * @param line a point as it is typed in Tasklist
	 */
	public static String points(List<RevisionPoint> points, Function<RevisionPoint, String> line) {
		return points.stream()
			.map((point) -> "- " + line.apply(point) + said("Objection", point.objection())
					+ said("Answer", point.answer()))
			.collect(Collectors.joining("\n"));
	}

	private static String said(String what, @Nullable String words) {
		return (words != null) ? "\n  " + what + ": " + words : "";
	}

	public static String files(int count) {
		return (count == 0) ? "" : "\n\n" + count(count) + ", on the order page";
	}

	private static String count(int files) {
		return (files == 1) ? "1 file" : files + " files";
	}

	public static <T> T last(List<T> list) {
		return list.get(list.size() - 1);
	}

}
