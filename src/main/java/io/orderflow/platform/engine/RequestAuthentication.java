package io.orderflow.platform.engine;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import io.orderflow.platform.Refusal;
import org.camunda.bpm.engine.impl.identity.Authentication;

/**
 * Who calls the engine's REST API. A call that waits for tasks keeps it for as long as it
 * waits, and looks for tasks in its name again and again: each time but the first it is
 * asked whether that is still somebody.
 */
public final class RequestAuthentication extends Authentication {

	private final BooleanSupplier present;

	private final AtomicBoolean asked = new AtomicBoolean();

	/**
	 * @param present whether the password or the token with which the call was made is
	 * still good, and the groups are those of then
	 */
	public RequestAuthentication(String account, List<String> groups, BooleanSupplier present) {
		super(account, groups);
		this.present = present;
	}

	/**
	 * @throws Refusal {@code not-signed-in}
	 */
	void checkPresent() {
		if (this.asked.getAndSet(true) && !this.present.getAsBoolean()) {
			throw Refusal.forbidden("not-signed-in");
		}
	}

}
