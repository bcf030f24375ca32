package io.orderflow.scenario;

import java.util.List;

import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;

/** An order that was found late, as the process that watches it sees it. */
public final class LateScenario {

	private final ProcessScenario process;

	LateScenario(ProcessScenario process) {
		this.process = process;
	}

	/** Moves the clock to when a timer is due, and fires that one. */
	public LateScenario timeComesFor(String timer) {
		this.process.timeComesFor(timer);
		return this;
	}

	/** What it waits for before both sides are told. */
	public Job job() {
		return this.process.job("serviceTask_notifyBothOfLateness");
	}

	/** For assertions on where the process stands, also after it has ended. */
	public ProcessInstance process() {
		return this.process.instance();
	}

	public List<String> waitsAt() {
		return this.process.waitsAt();
	}

}
