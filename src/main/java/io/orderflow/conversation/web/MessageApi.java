package io.orderflow.conversation.web;

import io.orderflow.conversation.ConversationService;
import io.orderflow.conversation.MessageKind;
import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.Page;
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
@Tag(name = "Conversations", description = "What clients and freelancers write to each other")
class MessageApi {

	private final ConversationService conversations;

	private final CurrentReader reader;

	MessageApi(ConversationService conversations, CurrentReader reader) {
		this.conversations = conversations;
		this.reader = reader;
	}

	@GetMapping
	@Operation(operationId = "orderMessages", summary = "The messages of an order of mine, newest first")
	Page<MessageEntry> messages(@PathVariable String number, @RequestParam(required = false) @Nullable String cursor,
			@RequestParam(required = false) @Nullable Integer limit) {
		return this.conversations.messages(number, account(), cursor, limit).map(MessageEntry::of);
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	@Operation(operationId = "writeInOrder", summary = "Write to the other side",
			description = "With an Idempotency-Key, a repeat returns the message there is")
	Posted post(@PathVariable String number,
			@RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
			@RequestBody NewMessage message) {
		return Posted.of(this.conversations.post(number, account(), MessageKind.MESSAGE, message.text(),
				message.attached(), NewMessage.key(key)));
	}

	private String account() {
		return this.reader.signedIn().accountId();
	}

}
