package io.orderflow.order.step;

import java.util.HashMap;
import java.util.Map;

/**
 * What a decision came to: the answers to what the model asks behind the step, by the
 * names by which its gateways and timers ask.
 *
 * @param answers booleans, texts, and times as {@link java.time.Instant}
 * @param dueDateMoved whether the order is due at another time now
 * @param questionOvertaken whether it took back a question that the client was asked (B1)
 * @param updateSuspended whether it stopped the clock while the freelancer was asked for
 * a progress update (S25)
 */
public record StepOutcome(Map<String, Object> answers, boolean dueDateMoved, boolean questionOvertaken,
		boolean updateSuspended) {

	/** Whether what follows leads to the first delivery: asked behind several steps. */
	static final String FIRST_ROUND = "firstRound";

	/** Nothing to choose: the process goes on. */
	static final StepOutcome DONE = new StepOutcome(Map.of(), false);

	StepOutcome(Map<String, Object> answers, boolean dueDateMoved) {
		this(answers, dueDateMoved, false, false);
	}

	static StepOutcome of(String question, Object answer) {
		return new StepOutcome(Map.of(question, answer), false);
	}

	StepOutcome with(String question, Object answer) {
		Map<String, Object> all = new HashMap<>(this.answers);
		all.put(question, answer);
		return new StepOutcome(Map.copyOf(all), this.dueDateMoved, this.questionOvertaken, this.updateSuspended);
	}

	StepOutcome withDueDateMoved() {
		return new StepOutcome(this.answers, true, this.questionOvertaken, this.updateSuspended);
	}

	/** The clock goes on by it, too. */
	StepOutcome withQuestionOvertaken() {
		return new StepOutcome(this.answers, true, true, this.updateSuspended);
	}

	/** The client is owed no update any more while the clock stands. */
	StepOutcome withUpdateSuspended(boolean suspended) {
		return new StepOutcome(this.answers, this.dueDateMoved, this.questionOvertaken, suspended);
	}

}
