package io.orderflow.conversation.web;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.orderflow.conversation.ReadyMessage;
import io.orderflow.conversation.ReadyMessageService;
import io.orderflow.platform.CurrentReader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/ready-messages")
@Tag(name = "Conversations", description = "What clients and freelancers write to each other")
class ReadyMessageApi {

	private final ReadyMessageService ready;

	private final CurrentReader reader;

	ReadyMessageApi(ReadyMessageService ready, CurrentReader reader) {
		this.ready = ready;
		this.reader = reader;
	}

	/** All of them: there are never many. */
	record All(List<ReadyMessage> items) {

	}

	/** What is saved to be written again. */
	record Saved(@Nullable String title, @Nullable String text) {

		String heading() {
			return Optional.ofNullable(this.title).orElse("");
		}

		String body() {
			return Optional.ofNullable(this.text).orElse("");
		}

	}

	@GetMapping
	@Operation(summary = "Messages that are ready to be sent",
			description = "conversation: those that fit it, filled in; without it, those that I saved")
	All all(@RequestParam(required = false) @Nullable UUID conversation) {
		CurrentReader.Reader me = me();
		return new All((conversation != null) ? this.ready.in(conversation, me.accountId(), me.locale())
				: this.ready.own(me.accountId()));
	}

	@GetMapping("/{id}")
	@Operation(summary = "One of the messages that are ready to be sent",
			description = "conversation: for those that everybody has, which are filled in for it")
	ReadyMessage one(@PathVariable String id, @RequestParam(required = false) @Nullable UUID conversation) {
		CurrentReader.Reader me = me();
		return this.ready.one(id, conversation, me.accountId(), me.locale());
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	@Operation(summary = "Save a message to write again")
	ReadyMessage save(@RequestBody Saved message) {
		return this.ready.save(me().accountId(), message.heading(), message.body());
	}

	@PutMapping("/{id}")
	@Operation(operationId = "changeReadyMessage", summary = "Change a message that I saved")
	ReadyMessage change(@PathVariable UUID id, @RequestBody Saved message) {
		return this.ready.change(id, me().accountId(), message.heading(), message.body());
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Remove a message that I saved")
	void remove(@PathVariable UUID id) {
		this.ready.remove(id, me().accountId());
	}

	private CurrentReader.Reader me() {
		return this.reader.signedIn();
	}

}
