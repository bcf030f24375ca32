package io.orderflow.platform.token;

import io.swagger.v3.oas.annotations.media.Schema;

/** What a token is good for; one can have several. */
@Schema(enumAsRef = true)
public enum TokenScope {

	/** Reads whatever its owner may read: GET only. */
	READ,
	/** Does over {@code /api} what its owner may do. */
	ACT,
	/**
	 * Takes and answers external tasks over {@code /engine-rest/external-task}, and reads
	 * and hands in what they are about over {@code /api/external-tasks}.
	 */
	WORK

}
