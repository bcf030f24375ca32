package io.orderflow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderflow.catalog.ListingReview;
import io.orderflow.order.OrderStep;
import io.orderflow.order.flow.StepDecision;
import io.orderflow.order.request.NewRequest;
import io.orderflow.order.request.Ruling;
import io.orderflow.order.step.AnswerInput;
import io.orderflow.order.step.ProvideRequirements;

import com.fasterxml.jackson.databind.MapperFeature;
import org.springframework.util.StringUtils;

/** Decisions as tests write them, in short: as maps, with lines for tasks and points. */
public final class Decisions {

	private static final ObjectMapper JSON = JsonMapper.builder()
		.enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
		.build();

	private static final Pattern POINT = Pattern.compile("\\[(\\w+)(?:, *(outside))?] *(.*)", Pattern.DOTALL);

	private Decisions() {
	}

	public static StepDecision of(OrderStep step, Map<String, ?> values) {
		if (step == OrderStep.PROVIDE_REQUIREMENTS) {
			return requirements(values);
		}
		Map<String, Object> body = new HashMap<>(values);
		body.computeIfPresent("tasks", (key, tasks) -> lines(tasks).stream().map(Decisions::task).toList());
		body.computeIfPresent("points", (key, points) -> lines(points).stream().map(Decisions::point).toList());
		return JSON.convertValue(body, type(step));
	}

	/** Answers by question key, or by the form's field. */
	public static ProvideRequirements.Decision requirements(Map<String, ?> values) {
		Map<String, AnswerInput> answers = new HashMap<>();
		values.forEach((key, answer) -> answers.put(key.startsWith("answer_") ? key.substring(7) : key,
				AnswerInput.of(answer)));
		return new ProvideRequirements.Decision(answers);
	}

	public static NewRequest request(Map<String, ?> values) {
		return JSON.convertValue(values, NewRequest.class);
	}

	public static Ruling ruling(Map<String, ?> values) {
		return JSON.convertValue(values, Ruling.class);
	}

	public static ListingReview review(Map<String, ?> values) {
		return JSON.convertValue(values, ListingReview.class);
	}

	/** By the names of the steps' classes, so that a new step is known here. */
	private static Class<? extends StepDecision> type(OrderStep step) {
		String name = ProvideRequirements.class.getPackageName() + "." + StringUtils.capitalize(step.id())
				+ "$Decision";
		try {
			return Class.forName(name).asSubclass(StepDecision.class);
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException("No class has what decides " + step, ex);
		}
	}

	private static List<?> lines(Object lines) {
		return (lines instanceof String text) ? Arrays.asList(text.split("\n")) : new ArrayList<>((List<?>) lines);
	}

	/** A deadline and a title, as {@code 2026-12-01 Storyboard}. */
	private static Object task(Object line) {
		String text = line.toString();
		return Map.of("deadline", text.substring(0, 10), "title", text.substring(11));
	}

	/** As in {@code [logo] Larger}, {@code [outside] A third one}. */
	private static Object point(Object line) {
		Matcher marked = POINT.matcher(line.toString());
		if (!marked.matches()) {
			return Map.of("text", line);
		}
		boolean outside = marked.group(1).equals("outside");
		Map<String, Object> point = new HashMap<>();
		point.put("text", marked.group(3));
		point.put("requirement", outside ? null : marked.group(1));
		point.put("scope", (outside || marked.group(2) != null) ? "outside" : "inside");
		return point;
	}

}
