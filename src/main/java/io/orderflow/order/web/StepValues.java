package io.orderflow.order.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.catalog.RequirementQuestion.Kind;
import io.orderflow.order.OrderStep;
import io.orderflow.order.OrderView;
import io.orderflow.order.RevisionPoint;
import io.orderflow.order.RevisionPoint.Scope;

/**
 * Turns what a page's form sent into the values of the step's form in the model, the same
 * that Tasklist would send. Files are not among them: the step takes those that were put
 * down for it.
 */
final class StepValues {

	/** Before the key of a question in a form. */
	static final String ANSWER = "answer_";

	private StepValues() {
	}

	static Map<String, Object> of(OrderStep step, OrderView order, Map<String, List<String>> typed) {
		return switch (step) {
			case PROVIDE_REQUIREMENTS ->
				answers(order.requirements().stream().map(OrderView.Requirement::question).toList(), typed, ANSWER);
			case REVIEW_REQUIREMENTS -> texts(typed, "decision", "question");
			case CLARIFY_REQUIREMENTS -> texts(typed, "answer");
			case PLAN_WORK -> Map.of("tasks", tasks(typed));
			case SUBMIT_DRAFT -> draft(order, typed);
			case REVIEW_DRAFT -> texts(typed, "decision", "comments");
			case DELIVER_WORK, POST_PROGRESS_UPDATE -> texts(typed, "message");
			case REVIEW_DELIVERY -> review(typed);
			case ANSWER_REQUEST -> texts(typed, "decision", "answer");
		};
	}

	/**
	 * What was answered to the questions, without their files.
	 * @param prefix before the key of each question in the result
	 */
	static Map<String, Object> answers(List<RequirementQuestion> questions, Map<String, List<String>> typed,
			String prefix) {
		Map<String, Object> values = new LinkedHashMap<>();
		for (RequirementQuestion question : questions) {
			List<String> given = typed.getOrDefault(ANSWER + question.key(), List.of());
			if (question.kind() != Kind.FILE && !given.isEmpty()) {
				values.put(prefix + question.key(), (question.kind() == Kind.MULTIPLE_CHOICE) ? given : given.get(0));
			}
		}
		return values;
	}

	/**
	 * The plan goes along only where it was changed: the one there is keeps its ticks.
	 */
	private static Map<String, Object> draft(OrderView order, Map<String, List<String>> typed) {
		Map<String, Object> values = texts(typed, "message");
		List<String> tasks = tasks(typed);
		List<String> present = order.plan().stream().map((task) -> task.deadline() + " " + task.title()).toList();
		if (!tasks.equals(present)) {
			values.put("tasks", tasks);
		}
		return values;
	}

	private static Map<String, Object> review(Map<String, List<String>> typed) {
		Map<String, Object> values = texts(typed, "decision");
		List<String> points = new ArrayList<>();
		List<String> requirements = typed.getOrDefault("requirement", List.of());
		List<String> scopes = typed.getOrDefault("scope", List.of());
		List<String> texts = typed.getOrDefault("point", List.of());
		for (int i = 0; i < texts.size(); i++) {
			String requirement = (i < requirements.size()) ? requirements.get(i) : "";
			Scope scope = (i < scopes.size() && scopes.get(i).equals("outside")) ? Scope.OUTSIDE : Scope.INSIDE;
			if (!texts.get(i).isBlank()) {
				points.add(new RevisionPoint(texts.get(i).strip(), requirement.isEmpty() ? null : requirement, scope)
					.line());
			}
		}
		values.put("points", points);
		return values;
	}

	/** One line a row, as Tasklist has them; empty rows do not count. */
	private static List<String> tasks(Map<String, List<String>> typed) {
		List<String> tasks = new ArrayList<>();
		List<String> titles = typed.getOrDefault("title", List.of());
		List<String> deadlines = typed.getOrDefault("deadline", List.of());
		for (int i = 0; i < titles.size(); i++) {
			if (!titles.get(i).isBlank()) {
				tasks.add((((i < deadlines.size()) ? deadlines.get(i) : "") + " " + titles.get(i).strip()).strip());
			}
		}
		return tasks;
	}

	private static Map<String, Object> texts(Map<String, List<String>> typed, String... fields) {
		Map<String, Object> values = new LinkedHashMap<>();
		for (String field : fields) {
			List<String> given = typed.getOrDefault(field, List.of());
			if (!given.isEmpty()) {
				values.put(field, given.get(0));
			}
		}
		return values;
	}

}
