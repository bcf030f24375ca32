package io.orderflow.conversation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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
		Map<UUID, Attachment> files = files(page.items().stream().flatMap((row) -> row.files().stream()).toList());
		return page.map((row) -> view(row.message(), names, reader, row.files().stream().map(files::get).toList()));
	}

	/** One of this conversation, where it is there. */
	Optional<MessageView> one(Conversation conversation, UUID message, String reader) {
		Map<String, String> names = this.accounts.names(List.of(conversation.client(), conversation.freelancer()));
		return this.rows.one(conversation.id(), message).map((row) -> {
			Map<UUID, Attachment> files = files(row.files());
			return view(row.message(), names, reader, row.files().stream().map(files::get).toList());
		});
	}

	/** The newest first; in three statements at most. */
	List<SentFile> files(Conversation conversation, int most) {
		Map<String, String> names = this.accounts.names(List.of(conversation.client(), conversation.freelancer()));
		List<MessageRows.FileOf> sent = this.rows.files(conversation.id(), most);
		Map<UUID, Attachment> files = files(sent.stream().map(MessageRows.FileOf::file).toList());
		return sent.stream()
			.map((one) -> new SentFile(files.get(one.file()), names.getOrDefault(one.author(), one.author()),
					one.kind()))
			.toList();
	}

	private Map<UUID, Attachment> files(List<UUID> wanted) {
		return wanted.isEmpty() ? Map.of()
				: this.attachments.all(wanted).stream().collect(Collectors.toMap(Attachment::id, Function.identity()));
	}

	private static MessageView view(Message message, Map<String, String> names, String reader, List<Attachment> files) {
		return new MessageView(message.id(), message.author(), names.getOrDefault(message.author(), message.author()),
				message.author().equals(reader), message.kind(), message.text(), files, message.postedAt());
	}

}
