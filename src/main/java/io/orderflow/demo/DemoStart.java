package io.orderflow.demo;

import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Makes the demo data before the first request is answered: ready means ready. */
@Component
@Profile("embedded")
class DemoStart implements SmartLifecycle {

	private final DemoAccounts accounts;

	private final DemoListings listings;

	private boolean running;

	DemoStart(DemoAccounts accounts, DemoListings listings) {
		this.accounts = accounts;
		this.listings = listings;
	}

	@Override
	public void start() {
		this.accounts.run();
		this.listings.run();
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Before the web server, which takes requests in the last phases of all. */
	@Override
	public int getPhase() {
		return 0;
	}

}
