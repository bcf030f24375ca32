package io.orderflow.conversation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.orderflow.account.AccountService;
import io.orderflow.account.Person;
import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.platform.Cursor;
import io.orderflow.platform.Page;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Messages as they are read: with names and files, page by page. */
@Component
class MessageViewService {

	/** What a file takes of a page, whatever its name: some lines of text. */
	private static final int OF_FILE = 800;

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
		return page(conversation, people(conversation), reader, Cursor.decode(cursor).orElse(Cursor.NEWEST),
				Cursor.limit(limit));
	}

	/**
	 * The same where the people are known; in two statements at most.
	 * @param people the two sides
	 * @param from where the page begins
	 */
	Page<MessageView> page(Conversation conversation, Map<String, Person> people, String reader, Cursor from,
			int size) {
		Page<MessageRows.WithFiles> page = Page.of(this.rows.before(conversation.id(), from, size + 1), size,
				(row) -> new Cursor(row.message().postedAt(), row.message().id()),
				(row) -> row.message().text().length() + OF_FILE * row.files().size());
		Map<UUID, Attachment> files = files(page.items().stream().flatMap((row) -> row.files().stream()).toList());
		return page.map((row) -> view(row.message(), people, reader, row.files().stream().map(files::get).toList()));
	}

	/** One of this conversation, where it is there. */
	Optional<MessageView> one(Conversation conversation, UUID message, String reader) {
		Map<String, Person> people = people(conversation);
		return this.rows.one(conversation.id(), message).map((row) -> {
			Map<UUID, Attachment> files = files(row.files());
			return view(row.message(), people, reader, row.files().stream().map(files::get).toList());
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

	private Map<String, Person> people(Conversation conversation) {
		return this.accounts.people(List.of(conversation.client(), conversation.freelancer()));
	}

	private static MessageView view(Message message, Map<String, Person> people, String reader,
			List<Attachment> files) {
		Person author = people.getOrDefault(message.author(), new Person(message.author(), message.author(), null));
		return new MessageView(message.id(), author.id(), author.name(), author.picture(), author.id().equals(reader),
				message.kind(), message.text(), message.service(), files, message.postedAt());
	}

}
