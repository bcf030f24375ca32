package io.orderflow.order.dossier;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.orderflow.account.Account;
import io.orderflow.account.AccountService;
import io.orderflow.conversation.ConversationService;
import io.orderflow.conversation.MessageView;
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

	private final OrderViewService orders;

	private final TimelineService timelines;

	private final ConversationService conversations;

	private final AccountService accounts;

	private final MessageSource messages;

	DossierWriter(OrderViewService orders, TimelineService timelines, ConversationService conversations,
			AccountService accounts, MessageSource messages) {
		this.orders = orders;
		this.timelines = timelines;
		this.conversations = conversations;
		this.accounts = accounts;
		this.messages = messages;
	}

	/**
	 * @param asOf the moment for everything that depends on the time
	 */
	DossierContent write(Order order, DossierSide side, Instant asOf) {
		Account reader = this.accounts.get(side.account(order));
		OrderView view = this.orders.asOf(order.number(), reader.id(), asOf);
		DossierWords words = new DossierWords(this.messages, reader.locale(),
				new ReaderFormats(this.messages, reader.locale(), reader.zone(), asOf));
		List<MessageView> said = said(order.number(), reader.id());
		List<DossierContent.Section> sections = new ArrayList<>();
		sections.addAll(new AgreedSections(view, order.terms(), words).write());
		sections.addAll(new DoneSections(view, said, words).write());
		sections.addAll(new RecordSections(view, said, lines(order.number(), reader.id()), words).write());
		return new DossierContent(words.text("dossier.title", order.number()),
				words.text("dossier.subtitle", order.title(), words.time(asOf), words.formats().zone()),
				reader.locale().getLanguage(), order.number(), asOf, words.text("dossier.page"), sections);
	}

	/** Everything, the oldest first. */
	private List<MessageView> said(String number, String reader) {
		List<MessageView> said = new ArrayList<>();
		@Nullable String cursor = null;
		do {
			Page<MessageView> page = this.conversations.messages(number, reader, cursor, Cursor.MAX_LIMIT);
			said.addAll(page.items());
			cursor = page.next();
		}
		while (cursor != null);
		Collections.reverse(said);
		return said;
	}

	private List<TimelineLine> lines(String number, String reader) {
		List<TimelineLine> lines = new ArrayList<>();
		List<TimelineLine> more;
		do {
			more = this.timelines.since(number, reader, lines.size());
			lines.addAll(more);
		}
		while (more.size() == Cursor.MAX_LIMIT);
		return lines;
	}

}
