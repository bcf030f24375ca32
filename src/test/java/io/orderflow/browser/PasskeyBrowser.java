package io.orderflow.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import io.orderflow.Newcomers;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** A browser whose device can hold passkeys: Chromium plays the authenticator itself. */
final class PasskeyBrowser implements AutoCloseable {

	private final BrowserContext context;

	private final Page page;

	private final int port;

	private PasskeyBrowser(BrowserContext context, int port, boolean knowsItsOwner) {
		this.context = context;
		this.port = port;
		this.page = context.newPage();
		addAuthenticator(this.page, knowsItsOwner);
	}

	/** On a device that asks for a finger or a code. */
	static PasskeyBrowser open(int port) {
		return new PasskeyBrowser(Chromium.browser().newContext(), port, true);
	}

	/** On a device that does not ask who holds it. */
	static PasskeyBrowser onCarelessDevice(int port) {
		return new PasskeyBrowser(Chromium.browser().newContext(), port, false);
	}

	Page page() {
		return this.page;
	}

	BrowserContext context() {
		return this.context;
	}

	PasskeyBrowser signedInWithPassword(String account) {
		SignIn.as(this.context, address(""), account, Newcomers.PASSWORD);
		return this;
	}

	/** Adds a passkey on its page. */
	PasskeyBrowser withPasskey(String label) {
		addPasskey(this.page, address("/account/passkeys"), label);
		return this;
	}

	void signInWithPasskey() {
		this.page.navigate(address("/sign-in"));
		this.page.locator("[data-passkey-sign-in] button").click();
	}

	void signOut() {
		this.context.clearCookies();
	}

	void go(String path) {
		this.page.navigate(address(path));
	}

	/** What an address answers this browser. */
	int status(String path) {
		return this.context.request().get(address(path)).status();
	}

	static void addPasskey(Page page, String passkeys, String label) {
		page.navigate(passkeys);
		page.locator("#label").fill(label);
		page.locator("[data-passkey-register] button").click();
		assertThat(page.locator(".told")).isVisible();
	}

	/**
	 * Lets a page's device hold passkeys.
	 * @param knowsItsOwner whether it asks for a finger or a code
	 */
	static void addAuthenticator(Page page, boolean knowsItsOwner) {
		CDPSession devices = page.context().newCDPSession(page);
		devices.send("WebAuthn.enable");
		JsonObject options = new JsonObject();
		options.addProperty("protocol", "ctap2");
		options.addProperty("transport", "internal");
		options.addProperty("hasResidentKey", true);
		options.addProperty("hasUserVerification", knowsItsOwner);
		options.addProperty("isUserVerified", knowsItsOwner);
		options.addProperty("automaticPresenceSimulation", true);
		JsonObject device = new JsonObject();
		device.add("options", options);
		devices.send("WebAuthn.addVirtualAuthenticator", device);
	}

	private String address(String path) {
		return "http://localhost:" + this.port + path;
	}

	@Override
	public void close() {
		this.context.close();
	}

}
