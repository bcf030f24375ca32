package io.orderflow.conversation;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.orderflow.account.Accounts;
import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.Attachments;
import io.orderflow.platform.Cursor;
import io.orderflow.platform.Page;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Messages as they are read: with names and files, page by page. */
@Component
class MessageReading {

	/** Where a list that is read newest first begins. */
	static final Cursor NEWEST = new Cursor(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));

	private final MessageRows rows;

	private final Accounts accounts;

	private final Attachments attachments;

	MessageReading(MessageRows rows, Accounts accounts, Attachments attachments) {
		this.rows = rows;
		this.accounts = accounts;
		this.attachments = attachments;
	}

	/** Newest first; in four statements at most. */
	Page<MessageView> page(Conversation conversation, String reader, @Nullable String cursor, @Nullable Integer limit) {
		int size = Cursor.limit(limit);
		Page<Message> page = Page.of(
				this.rows.before(conversation.id(), Cursor.decode(cursor).orElse(NEWEST), size + 1), size,
				(message) -> new Cursor(message.postedAt(), message.id()));
		Map<UUID, List<UUID>> ids = this.rows.filesOf(page.items().stream().map(Message::id).toList());
		Map<UUID, Attachment> files = this.attachments.all(ids.values().stream().flatMap(Collection::stream).toList())
			.stream()
			.collect(Collectors.toMap(Attachment::id, Function.identity()));
		Map<String, String> names = this.accounts.names(List.of(conversation.client(), conversation.freelancer()));
		return page.map((message) -> new MessageView(message.id(), message.author(),
				names.getOrDefault(message.author(), message.author()), message.author().equals(reader), message.kind(),
				message.text(), ids.getOrDefault(message.id(), List.of()).stream().map(files::get).toList(),
				message.postedAt()));
	}

}
