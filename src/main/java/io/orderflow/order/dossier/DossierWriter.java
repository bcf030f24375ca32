package io.orderflow.order.dossier;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

import io.orderflow.account.Account;
import io.orderflow.account.AccountService;
import io.orderflow.conversation.ConversationService;
import io.orderflow.conversation.MessageView;
import io.orderflow.conversation.SentFile;
import io.orderflow.order.Order;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.OrderViewService;
import io.orderflow.order.timeline.TimelineLine;
import io.orderflow.order.timeline.TimelineService;
import io.orderflow.platform.Cursor;
import io.orderflow.platform.Page;
import io.orderflow.platform.ReaderFormats;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Gathers what stands in a side's dossier: what that side may read of the order, and
 * nothing else. Private notes are in neither (S12).
 */
@Component
class DossierWriter {

	/** Sections in the order of time: what was last is what matters most. */
	private static final List<String> NEWEST_KEPT = List.of("updates", "messages", "timeline", "files");

	private final OrderViewService orders;

	private final TimelineService timelines;

	private final ConversationService conversations;

	private final AccountService accounts;

	private final MessageSource messages;

	private final DossierSettings settings;

	DossierWriter(OrderViewService orders, TimelineService timelines, ConversationService conversations,
			AccountService accounts, MessageSource messages, DossierSettings settings) {
		this.orders = orders;
		this.timelines = timelines;
		this.conversations = conversations;
		this.accounts = accounts;
		this.messages = messages;
		this.settings = settings;
	}

	/**
	 * In a transaction of the caller that sees everything as it is at one moment.
	 * @param asOf that moment
	 */
	DossierContent write(Order order, DossierSide side, Instant asOf) {
		Account reader = this.accounts.get(side.account(order));
		OrderView view = this.orders.asOf(order.number(), reader.id(), asOf);
		DossierWords words = new DossierWords(this.messages, view.approval(), reader.locale(),
				new ReaderFormats(this.messages, reader.locale(), reader.zone(), asOf));
		Excerpt<MessageView> said = said(order.number(), reader.id());
		List<TimelineLine> ofPoints = this.timelines.ofPoints(order.number(), reader.id());
		Excerpt<TimelineLine> newest = newest(order.number(), reader.id());
		List<DossierContent.Section> sections = new ArrayList<>();
		sections.addAll(new AgreedSections(view, order.terms(), words).write());
		sections.addAll(new DoneSections(view, said, ofPoints, words).write());
		sections.addAll(new RecordSections(view, sent(order.number(), reader.id()), newest, words).write());
		DossierLimit limit = new DossierLimit(this.settings.maxCharacters(), words.text("dossier.cut"),
				words.text("dossier.cut.older"),
				NEWEST_KEPT.stream()
					.map((key) -> words.text("dossier.section." + key))
					.collect(Collectors.toUnmodifiableSet()),
				words.text("dossier.section.files"));
		return new DossierContent(words.text("dossier.title", order.number()),
				words.text("dossier.subtitle", order.title(), words.time(asOf), words.formats().zone()),
				reader.locale().getLanguage(), order.number(), asOf, words.text("dossier.page"), limit.cut(sections));
	}

	/**
	 * Everything, the oldest first, or the newest where that is more than half of what
	 * there is room for; no more is read.
	 */
	private Excerpt<MessageView> said(String number, String reader) {
		List<MessageView> said = new ArrayList<>();
		long room = this.settings.maxCharacters() / 2;
		@Nullable String cursor = null;
		do {
			Page<MessageView> page = this.conversations.messages(number, reader, cursor, Cursor.MAX_LIMIT);
			for (MessageView message : page.items()) {
				room -= DossierLimit.length(message.text()) + 2 * DossierLimit.ROOM;
				if (room < 0) {
					return oldestFirst(said, true);
				}
				said.add(message);
			}
			cursor = page.next();
		}
		while (cursor != null);
		return oldestFirst(said, false);
	}

	/** The newest first, as many as there is room for; no more is read. */
	private Excerpt<SentFile> sent(String number, String reader) {
		int most = this.settings.maxCharacters() / DossierLimit.ROOM;
		List<SentFile> sent = this.conversations.files(number, reader, most + 1);
		return new Excerpt<>(sent.subList(0, Math.min(most, sent.size())), sent.size() > most);
	}

	private static Excerpt<MessageView> oldestFirst(List<MessageView> newestFirst, boolean more) {
		Collections.reverse(newestFirst);
		return new Excerpt<>(newestFirst, more);
	}

	/**
	 * The newest, the oldest of them first; no more is read. What was written with a line
	 * stands elsewhere whole, and here in part: so more may be read than there is room
	 * for.
	 */
	private Excerpt<TimelineLine> newest(String number, String reader) {
		Deque<TimelineLine> newest = new ArrayDeque<>();
		long room = 4L * this.settings.maxCharacters();
		List<TimelineLine> more;
		do {
			more = this.timelines.before(number, reader, newest.isEmpty() ? Integer.MAX_VALUE : newest.getFirst().no());
			for (TimelineLine line : more) {
				room -= length(line);
				if (room < 0 && !newest.isEmpty()) {
					return new Excerpt<>(List.copyOf(newest), true);
				}
				newest.addFirst(line);
			}
		}
		while (more.size() == Cursor.MAX_LIMIT);
		return new Excerpt<>(List.copyOf(newest), false);
	}

	private static long length(TimelineLine line) {
		return DossierLimit.ROOM + line.details().values().stream().mapToLong(String::length).sum();
	}

}
