package io.orderflow.platform.production;

import java.util.stream.Collectors;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why production does not start as a list of sentences, not as a trace. */
final class InvalidProductionSettingsFailureAnalyzer
		extends AbstractFailureAnalyzer<InvalidProductionSettingsException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidProductionSettingsException cause) {
		String reasons = cause.reasons().stream().map((reason) -> "  - " + reason).collect(Collectors.joining("\n"));
		return new FailureAnalysis("Orderflow is not fit for production:\n\n" + reasons,
				"Put these right in the environment, then start again.", cause);
	}

}
