package io.orderflow.conversation.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.orderflow.attachment.FileView;
import io.orderflow.conversation.Conversations;
import io.orderflow.conversation.Message;
import io.orderflow.conversation.MessageKind;
import io.orderflow.conversation.MessageView;
import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.Page;
import io.orderflow.platform.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/orders/{number}/messages")
@Tag(name = "Conversation", description = "What the two sides of an order write to each other")
class MessageApi {

	private final Conversations conversations;

	private final CurrentReader reader;

	MessageApi(Conversations conversations, CurrentReader reader) {
		this.conversations = conversations;
		this.reader = reader;
	}

	/** What is written: a text, uploaded files, or both. */
	record NewMessage(@Nullable String message, @Nullable List<@Nullable UUID> files) {

	}

	/** A message that was kept. */
	record Posted(UUID id, MessageKind kind, String text, Instant postedAt) {

		static Posted of(Message message) {
			return new Posted(message.id(), message.kind(), message.text(), message.postedAt());
		}

	}

	/** A message as it is read. */
	record Entry(UUID id, String author, String authorName, boolean mine, MessageKind kind, String text,
			List<FileView> files, Instant postedAt) {

		static Entry of(MessageView message) {
			return new Entry(message.id(), message.author(), message.authorName(), message.mine(), message.kind(),
					message.text(), message.files().stream().map(FileView::of).toList(), message.postedAt());
		}

	}

	@GetMapping
	@Operation(summary = "The messages of an order of mine, newest first")
	Page<Entry> messages(@PathVariable String number, @RequestParam(required = false) @Nullable String cursor,
			@RequestParam(required = false) @Nullable Integer limit) {
		return this.conversations.messages(number, account(), cursor, limit).map(Entry::of);
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	@Operation(summary = "Write to the other side",
			description = "With an Idempotency-Key, a repeat returns the message there is")
	Posted post(@PathVariable String number,
			@RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
			@RequestBody NewMessage message) {
		List<UUID> files = (message.files() != null) ? message.files().stream().map(MessageApi::id).toList()
				: List.of();
		return Posted.of(this.conversations.post(number, account(), MessageKind.MESSAGE,
				(message.message() != null) ? message.message() : "", files,
				(key != null) ? "api/" + key : "api/" + UUID.randomUUID()));
	}

	private static UUID id(@Nullable UUID id) {
		if (id == null) {
			throw Refusal.invalid("files", "unknown-file", "");
		}
		return id;
	}

	private String account() {
		return this.reader.reader().orElseThrow(() -> Refusal.forbidden("not-signed-in")).accountId();
	}

}
