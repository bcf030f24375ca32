package io.orderflow.conversation;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.orderflow.account.AccountService;
import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.platform.Cursor;
import io.orderflow.platform.Page;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Messages as they are read: with names and files, page by page. */
@Component
class MessageViewService {

	private final MessageRows rows;

	private final AccountService accounts;

	private final AttachmentService attachments;

	MessageViewService(MessageRows rows, AccountService accounts, AttachmentService attachments) {
		this.rows = rows;
		this.accounts = accounts;
		this.attachments = attachments;
	}

	/** Newest first; in three statements at most. */
	Page<MessageView> page(Conversation conversation, String reader, @Nullable String cursor, @Nullable Integer limit) {
		return page(conversation, this.accounts.names(List.of(conversation.client(), conversation.freelancer())),
				reader, Cursor.decode(cursor).orElse(Cursor.NEWEST), Cursor.limit(limit));
	}

	/**
	 * The same where the names are known; in two statements at most.
	 * @param names how the two sides are called
	 * @param from where the page begins
	 */
	Page<MessageView> page(Conversation conversation, Map<String, String> names, String reader, Cursor from, int size) {
		Page<MessageRows.WithFiles> page = Page.of(this.rows.before(conversation.id(), from, size + 1), size,
				(row) -> new Cursor(row.message().postedAt(), row.message().id()));
		List<UUID> wanted = page.items().stream().flatMap((row) -> row.files().stream()).toList();
		Map<UUID, Attachment> files = wanted.isEmpty() ? Map.of()
				: this.attachments.all(wanted).stream().collect(Collectors.toMap(Attachment::id, Function.identity()));
		return page.map((row) -> view(row.message(), names, reader, row.files().stream().map(files::get).toList()));
	}

	private static MessageView view(Message message, Map<String, String> names, String reader, List<Attachment> files) {
		return new MessageView(message.id(), message.author(), names.getOrDefault(message.author(), message.author()),
				message.author().equals(reader), message.kind(), message.text(), files, message.postedAt());
	}

}
