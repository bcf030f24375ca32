package io.orderflow.browser;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody signed in who looks closely: at what the browser complains about, at what
 * stands in the way of a screen reader, and at what does not fit.
 */
final class Onlooker implements AutoCloseable {

	static final int WIDE = 1280;

	static final int PHONE = 390;

	private final List<String> complaints = new CopyOnWriteArrayList<>();

	private final String address;

	private final int width;

	private final Page page;

	private Onlooker(Browser browser, String address, int width, boolean scripts) {
		this.address = address;
		this.width = width;
		BrowserContext context = browser.newContext(new Browser.NewContextOptions().setViewportSize(width, 900)
			.setJavaScriptEnabled(scripts)
			.setTimezoneId("Europe/Paris"));
		context.setDefaultTimeout(10_000);
		this.page = context.newPage();
		this.page.onConsoleMessage((message) -> {
			if (message.type().equals("error")) {
				this.complaints.add(message.text());
			}
		});
		this.page.onPageError(this.complaints::add);
	}

	static Onlooker at(Browser browser, int port, int width, String account, String password) {
		return new Onlooker(browser, "http://localhost:" + port, width, true).signIn(account, password);
	}

	static Onlooker withoutScripts(Browser browser, int port, String account, String password) {
		return new Onlooker(browser, "http://localhost:" + port, WIDE, false).signIn(account, password);
	}

	private Onlooker signIn(String account, String password) {
		go("/sign-in");
		this.page.locator("#username").fill(account);
		this.page.locator("#password").fill(password);
		this.page.locator("button[type=submit]").click();
		this.page.waitForURL((url) -> !url.contains("/sign-in"));
		return this;
	}

	/** From now on every file is loaded as if for the first time. */
	Onlooker forgetsFiles() {
		CDPSession session = this.page.context().newCDPSession(this.page);
		session.send("Network.clearBrowserCache");
		return this;
	}

	Page page() {
		return this.page;
	}

	Locator find(String selector) {
		return this.page.locator(selector);
	}

	Onlooker go(String path) {
		this.page.navigate(this.address + path);
		return this;
	}

	/** Goes there, takes a picture, and finds nothing to complain about. */
	void looksAt(String path, String name) {
		go(path);
		Look.once(this.page, name + "-" + this.width);
		assertThat(this.complaints).as(path).isEmpty();
	}

	/** A picture of the page as it stands, for whoever wants to look at it. */
	void picture(String name) {
		Look.keep(this.page, name + "-" + this.width);
	}

	/** What the browser complained about so far. */
	List<String> complaints() {
		return this.complaints;
	}

	@Override
	public void close() {
		this.page.context().close();
	}

}
