package io.orderflow.order.file;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.orderflow.account.AccountService;
import io.orderflow.attachment.AccessRule;
import io.orderflow.attachment.Attachment;
import io.orderflow.order.step.Step;
import io.orderflow.order.step.StepRegistry;
import io.orderflow.order.preview.PreviewDesk;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import org.springframework.stereotype.Component;

/**
 * Both sides of an order read what was attached to its steps (the files of an update are
 * a message's), and previews; moderators too, once they were asked to rule on it (C4).
 * The client reads the original of a draft once the order is accepted, and plays its
 * films and sounds before where the freelancer allowed it with the draft (B8); not in an
 * order that was cancelled.
 */
@Component
class OrderAccessRule implements AccessRule {

	private final FileReaderRows rows;

	private final AccountService accounts;

	private final Set<String> purposes;

	OrderAccessRule(FileReaderRows rows, AccountService accounts, StepRegistry steps) {
		this.rows = rows;
		this.accounts = accounts;
		this.purposes = Stream
			.concat(Stream.of(PreviewDesk.PURPOSE), steps.all().stream().map(Step::purpose).flatMap(Optional::stream))
			.collect(Collectors.toUnmodifiableSet());
	}

	@Override
	public boolean mayRead(String account, Attachment attachment) {
		String purpose = attachment.purpose();
		String number = attachment.orderNumber();
		if (purpose == null || number == null || !this.purposes.contains(purpose.split("/", 2)[0])) {
			return false;
		}
		Optional<FileReaderRows.Readers> readers = this.rows.of(number, attachment.id())
			.filter((found) -> mayRead(account, found));
		if (readers.filter((found) -> found.withheld() && account.equals(found.client())).isPresent()) {
			throw Refusal.forbidden("draft-until-accepted");
		}
		return readers.isPresent();
	}

	@Override
	public boolean mayPlay(String account, Attachment attachment) {
		String number = attachment.orderNumber();
		return number != null && this.rows.of(number, attachment.id())
			.filter((found) -> found.playable() && account.equals(found.client()))
			.isPresent();
	}

	private boolean mayRead(String account, FileReaderRows.Readers readers) {
		return readers.isSide(account)
				|| (readers.disputed() && this.accounts.groupsOf(account).contains(UserStore.MODERATORS));
	}

}
