package io.orderflow.platform.production;

import java.util.List;

/** Production must not start like this; says everything that is wrong at once. */
public final class InvalidProductionSettingsException extends RuntimeException {

	private final List<String> reasons;

	public InvalidProductionSettingsException(List<String> reasons) {
		super(String.join(" ", reasons));
		this.reasons = List.copyOf(reasons);
	}

	public List<String> reasons() {
		return this.reasons;
	}

}
