package io.orderflow.platform.web;

import java.util.LinkedHashMap;
import java.util.Map;

import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.RefusalText;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * A form comes back as it was typed, each sentence on its field. Puts into the model:
 * {@code typed} (the values), {@code problems} (a sentence by field) and {@code refused}
 * (one sentence for what no field is to blame for).
 */
@Component
public class RefusedForm {

	private final RefusalText texts;

	private final CurrentReader reader;

	RefusedForm(RefusalText texts, CurrentReader reader) {
		this.texts = texts;
		this.reader = reader;
	}

	/**
	 * @throws Refusal the same, where it is not about what was typed: not there, or not
	 * for this person
	 */
	public void show(Refusal refusal, Map<String, ? extends @Nullable Object> typed, Model model,
			HttpServletResponse response) {
		if (refusal.kind() == Refusal.Kind.NOT_FOUND || refusal.kind() == Refusal.Kind.FORBIDDEN) {
			throw refusal;
		}
		Map<String, String> problems = new LinkedHashMap<>();
		for (Refusal.Problem problem : refusal.problems()) {
			problems.merge(problem.field(), this.texts.of(problem, this.reader.locale()),
					(first, second) -> first + " " + second);
		}
		if (problems.isEmpty()) {
			model.addAttribute("refused", this.texts.of(refusal, this.reader.locale()));
		}
		model.addAttribute("typed", typed);
		model.addAttribute("problems", problems);
		response.setStatus(Problem.status(refusal.kind()).value());
	}

}
