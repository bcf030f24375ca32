package io.orderflow.scenario;

import java.util.List;

import io.orderflow.order.request.Ruling;
import io.orderflow.order.step.AnswerRequest;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;

/** One request about an order: what both sides, a moderator and time make of it. */
public final class RequestScenario {

	private final Marketplace market;

	private final OrderScenario order;

	private final ProcessScenario process;

	RequestScenario(Marketplace market, OrderScenario order) {
		this.market = market;
		this.order = order;
		this.process = ProcessScenario.newest(market, "changeRequest", order.number());
	}

	public RequestScenario accepted(String person) {
		return answered(person, AnswerRequest.Choice.ACCEPT, null);
	}

	public RequestScenario refused(String person) {
		return answered(person, AnswerRequest.Choice.REFUSE, "We had a deal");
	}

	private RequestScenario answered(String person, AnswerRequest.Choice choice, @Nullable String answer) {
		this.order.decided(person, new AnswerRequest.Decision(choice, answer));
		return this;
	}

	public RequestScenario withdrawn(String person) {
		this.market.requests.withdraw(this.order.number(), person, null);
		return this;
	}

	public RequestScenario disputed(String person) {
		this.market.requests.dispute(this.order.number(), person, null, "The deal was another");
		return this;
	}

	public RequestScenario ruled(Ruling.Choice decision) {
		return ruled(Marketplace.MODERATOR, decision);
	}

	public RequestScenario ruled(String moderator, Ruling.Choice decision) {
		this.market.requests.rule(this.order.number(), moderator,
				new Ruling(decision, "That is what was agreed", null));
		return this;
	}

	/** Moves the clock to when a timer is due, and fires that one. */
	public RequestScenario timeComesFor(String timer) {
		this.process.timeComesFor(timer);
		return this;
	}

	/** Fires a timer at the time that it is, before it is due or long after. */
	public RequestScenario fires(String timer) {
		this.process.fires(timer);
		return this;
	}

	/** For assertions on where the process stands, also after it has ended. */
	public ProcessInstance process() {
		return this.process.instance();
	}

	public List<String> waitsAt() {
		return this.process.waitsAt();
	}

	public Job job(String timer) {
		return this.process.job(timer);
	}

	/** The task that it waits at. */
	public Task task() {
		return this.process.task();
	}

}
