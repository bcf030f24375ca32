package io.orderflow.conversation.web;

import java.net.URI;
import java.util.List;
import java.util.UUID;

import io.orderflow.conversation.ConversationService;
import io.orderflow.conversation.ConversationView;
import io.orderflow.conversation.InquiryService;
import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.Page;
import io.orderflow.platform.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
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
@RequestMapping("/api/conversations")
@Tag(name = "Conversations", description = "What clients and freelancers write to each other")
class ConversationApi {

	private final ConversationService conversations;

	private final InquiryService inquiries;

	private final CurrentReader reader;

	ConversationApi(ConversationService conversations, InquiryService inquiries, CurrentReader reader) {
		this.conversations = conversations;
		this.inquiries = inquiries;
		this.reader = reader;
	}

	/**
	 * A message to somebody, outside any order.
	 *
	 * @param freelancer the account that a client writes to
	 * @param client the account that a freelancer writes to; one of the two
	 * @param service which of the freelancer's services a client asks about, if it is one
	 */
	record NewInquiry(@Nullable String freelancer, @Nullable String client, @Nullable UUID service,
			@Nullable String message, @Nullable List<@Nullable UUID> files) {

	}

	/** A page of conversations, and in how many of all there is something to read. */
	record Listed(List<ConversationView> items, @Nullable String next, int unread) {

	}

	/** Up to which message everything has been read. */
	record Read(@Nullable UUID upTo) {

	}

	/** How many messages are left to read. */
	record Unread(int unread) {

	}

	@GetMapping
	@Operation(summary = "My conversations, of orders and inquiries, the newest message first",
			description = "with: only those with this account")
	Listed conversations(@RequestParam(required = false) @Nullable String with,
			@RequestParam(required = false) @Nullable String cursor,
			@RequestParam(required = false) @Nullable Integer limit) {
		Page<ConversationView> page = this.conversations.page(account(), with, cursor, limit);
		return new Listed(page.items(), page.next(), this.conversations.unread(account()));
	}

	@GetMapping("/{id}")
	@Operation(summary = "A conversation of mine")
	ConversationView conversation(@PathVariable UUID id) {
		return this.conversations.get(id, account());
	}

	@PostMapping
	@Operation(summary = "Write to somebody outside any order: the first message opens the inquiry",
			description = "A client names the freelancer, who must have something on sale, or a conversation with the "
					+ "client. A freelancer names the client, who must have written first or have ordered. With an "
					+ "Idempotency-Key, a repeat writes nothing more")
	@ApiResponse(responseCode = "201", description = "The conversation")
	ResponseEntity<ConversationView> inquire(
			@RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
			@RequestBody NewInquiry inquiry) {
		NewMessage message = new NewMessage(inquiry.message(), inquiry.files());
		UUID id = write(inquiry, message, NewMessage.key(key));
		return ResponseEntity.created(URI.create("/api/conversations/" + id)).body(conversation(id));
	}

	private UUID write(NewInquiry inquiry, NewMessage message, String key) {
		String freelancer = inquiry.freelancer();
		String client = inquiry.client();
		if (freelancer != null && client == null) {
			return this.inquiries.ask(account(), freelancer, message.text(), inquiry.service(), message.attached(),
					key);
		}
		if (client != null && freelancer == null) {
			return this.inquiries.answer(account(), client, message.text(), message.attached(), key);
		}
		throw Refusal.invalid("freelancer", "recipient-missing");
	}

	@GetMapping("/{id}/messages")
	@Operation(operationId = "messages", summary = "The messages of a conversation of mine, newest first")
	Page<MessageEntry> messages(@PathVariable UUID id, @RequestParam(required = false) @Nullable String cursor,
			@RequestParam(required = false) @Nullable Integer limit) {
		return this.conversations.messages(id, account(), cursor, limit).map(MessageEntry::of);
	}

	@PostMapping("/{id}/messages")
	@ResponseStatus(HttpStatus.CREATED)
	@Operation(operationId = "write", summary = "Write to the other side",
			description = "With an Idempotency-Key, a repeat returns the message there is")
	Posted post(@PathVariable UUID id, @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
			@RequestBody NewMessage message) {
		return Posted
			.of(this.conversations.post(id, account(), message.text(), message.attached(), NewMessage.key(key)));
	}

	@PostMapping("/{id}/read")
	@Operation(operationId = "readConversation", summary = "Everything up to this message has been read",
			description = "A mark that is further on already stays")
	Unread read(@PathVariable UUID id, @RequestBody Read read) {
		if (read.upTo() == null) {
			throw Refusal.invalid("upTo", "message-unknown", "");
		}
		return new Unread(this.conversations.markRead(id, account(), read.upTo()));
	}

	private String account() {
		return this.reader.signedIn().accountId();
	}

}
