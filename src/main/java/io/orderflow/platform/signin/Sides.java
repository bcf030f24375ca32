package io.orderflow.platform.signin;

import io.orderflow.platform.UserStore;
import jakarta.servlet.http.HttpServletRequest;

/**
 * On which sides of the marketplace a reader is, so that no page offers what would be
 * refused.
 */
public record Sides(boolean sells, boolean buys) {

	public static Sides of(HttpServletRequest request) {
		return new Sides(request.isUserInRole(UserStore.FREELANCERS), request.isUserInRole(UserStore.CLIENTS));
	}

	/** Whether the account page offers one of them. */
	public boolean mayAdd() {
		return mayBuyToo() || maySellToo();
	}

	/** Whether the account has the other side as well. */
	public boolean both() {
		return this.sells && this.buys;
	}

	/** Whether a freelancer is offered to buy with the account as well. */
	public boolean mayBuyToo() {
		return this.sells && !this.buys;
	}

	/** Whether a client is offered to sell with the account as well. */
	public boolean maySellToo() {
		return this.buys && !this.sells;
	}

}
