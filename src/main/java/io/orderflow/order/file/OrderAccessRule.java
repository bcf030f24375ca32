package io.orderflow.order.file;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.orderflow.account.AccountService;
import io.orderflow.attachment.AccessRule;
import io.orderflow.attachment.Attachment;
import io.orderflow.order.Order;
import io.orderflow.order.Orders;
import io.orderflow.order.step.Step;
import io.orderflow.order.step.StepRegistry;
import io.orderflow.order.preview.PreviewDesk;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Both sides of an order read what was attached to its steps (the files of an update are
 * a message's), and previews; moderators too, once they were asked to rule on it (C4).
 * The client reads the original of a draft once the order is accepted (B8).
 */
@Component
class OrderAccessRule implements AccessRule {

	private final Orders orders;

	private final AccountService accounts;

	private final Set<String> purposes;

	OrderAccessRule(Orders orders, AccountService accounts, StepRegistry steps) {
		this.orders = orders;
		this.accounts = accounts;
		this.purposes = Stream
			.concat(Stream.of(PreviewDesk.PURPOSE), steps.all().stream().map(Step::purpose).flatMap(Optional::stream))
			.collect(Collectors.toUnmodifiableSet());
	}

	@Override
	@Transactional(readOnly = true)
	public boolean mayRead(String account, Attachment attachment) {
		String purpose = attachment.purpose();
		String number = attachment.orderNumber();
		if (purpose == null || number == null || !this.purposes.contains(purpose.split("/", 2)[0])) {
			return false;
		}
		Optional<Order> order = this.orders.findByNumber(number).filter((found) -> mayRead(account, found));
		if (order.isPresent() && isWithheld(account, order.get(), attachment.id())) {
			throw Refusal.forbidden("draft-until-accepted");
		}
		return order.isPresent();
	}

	private static boolean isWithheld(String account, Order order, UUID file) {
		return account.equals(order.client())
				&& order.drafts().all().stream().anyMatch((draft) -> draft.withheld() && draft.files().contains(file));
	}

	private boolean mayRead(String account, Order order) {
		return order.isSide(account) || (order.requests().disputed().isPresent()
				&& this.accounts.groupsOf(account).contains(UserStore.MODERATORS));
	}

}
