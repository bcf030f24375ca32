package io.orderflow.conversation.web;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.orderflow.platform.IdempotencyKey;
import io.orderflow.platform.Refusal;
import org.jspecify.annotations.Nullable;

/** What is written: a text, uploaded files, or both. */
record NewMessage(@Nullable String message, @Nullable List<@Nullable UUID> files) {

	String text() {
		return Optional.ofNullable(this.message).orElse("");
	}

	List<UUID> attached() {
		return (this.files != null) ? this.files.stream().map(NewMessage::id).toList() : List.of();
	}

	/**
	 * The key of a request that a repeat finds again; without one, no two are the same.
	 */
	static String key(@Nullable String idempotencyKey) {
		return IdempotencyKey.ofApi((idempotencyKey != null) ? idempotencyKey : UUID.randomUUID().toString());
	}

	private static UUID id(@Nullable UUID id) {
		if (id == null) {
			throw Refusal.invalid("files", "unknown-file", "");
		}
		return id;
	}

}
