package io.orderflow.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitUntilState;
import io.orderflow.TestTimeouts;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody signed in who looks closely: at what the browser complains about, at what
 * stands in the way of a screen reader, and at what does not fit.
 */
final class PageInspector implements AutoCloseable {

	static final int WIDE = 1280;

	static final int PHONE = 390;

	private final List<String> complaints = new CopyOnWriteArrayList<>();

	private final String address;

	private final Page page;

	private final PageScripts scripts;

	private boolean looksOften;

	private PageInspector(Browser browser, int port, Browser.NewContextOptions with) {
		this.address = "http://localhost:" + port;
		BrowserContext context = browser.newContext(with.setTimezoneId("Europe/Paris"));
		context.setDefaultTimeout(TestTimeouts.LIMIT.toMillis());
		this.page = context.newPage();
		this.scripts = new PageScripts(this.page);
		this.page.onConsoleMessage((message) -> {
			if (message.type().equals("error") && !isGone(message)) {
				this.complaints.add(message.text() + " " + message.location());
			}
		});
		this.page.onPageError(this.complaints::add);
	}

	static PageInspector at(Browser browser, int port, int width, String account, String password) {
		return new PageInspector(browser, port, new Browser.NewContextOptions().setViewportSize(width, 900))
			.signIn(account, password);
	}

	/** Somebody whom nobody knows, but for the language of the browser. */
	static PageInspector stranger(Browser browser, int port, String language) {
		return new PageInspector(browser, port,
				new Browser.NewContextOptions().setViewportSize(WIDE, 900).setLocale(language));
	}

	static PageInspector withoutScripts(Browser browser, int port, String account, String password) {
		return new PageInspector(browser, port,
				new Browser.NewContextOptions().setViewportSize(WIDE, 900).setJavaScriptEnabled(false))
			.signIn(account, password);
	}

	private PageInspector signIn(String account, String password) {
		SignIn.as(this.page.context(), this.address, account, password);
		return this;
	}

	/** From now on every file is loaded as if for the first time. */
	PageInspector forgetsFiles() {
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

	PageInspector go(String path) {
		this.scripts.go(this.address + path);
		return this;
	}

	/** Starts to go there: what the page's scripts do may come later. */
	void startsToGo(String path) {
		this.page.navigate(this.address + path, new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
	}

	/** Does something before one of the page's scripts has come. */
	void quickerThan(String script, Runnable asksForIt, Runnable quickly) {
		String address = "**/js/" + script + "*.js";
		List<Route> held = new ArrayList<>();
		this.page.route(address, held::add);
		asksForIt.run();
		this.page.waitForCondition(() -> !held.isEmpty());
		quickly.run();
		this.page.waitForResponse(address, () -> held.forEach(Route::resume));
		this.page.unroute(address);
	}

	/** Goes there, and looks. */
	void looksAt(String path, String name) {
		if (!this.looksOften) {
			this.looksOften = true;
			PageAudit.prepare(this.page.context());
		}
		go(path);
		looks(name);
	}

	/**
	 * Takes pictures of the page as it stands, on both sizes, with everything unfolded
	 * that is folded, and finds nothing to complain about.
	 */
	void looks(String name) {
		this.page.evaluate("document.querySelectorAll('main details').forEach((folded) => folded.open = true)");
		PageAudit.at(this.page, name);
		assertThat(this.complaints).as(name).allMatch(PageInspector::toldAsAnError);
	}

	/** Looks at each menu of the page as it stands, unfolded. */
	void looksIntoMenus(String name) {
		for (int width : List.of(PHONE, WIDE)) {
			this.page.setViewportSize(width, 900);
			List<Locator> menus = this.page.locator(".top summary:visible").all();
			assertThat(menus).isNotEmpty();
			for (int i = 0; i < menus.size(); i++) {
				menus.get(i).click();
				PageAudit.once(this.page, name + "-" + i + "-" + width);
				PageAudit.inTheDark(this.page, name);
				this.page.keyboard().press("Escape");
			}
		}
	}

	/**
	 * What is shown was taken away by others, which reading it again is told; so is who
	 * reads.
	 */
	private boolean isGone(ConsoleMessage message) {
		return message.text().contains("status of 404")
				&& message.location().startsWith(this.page.url().split("[?#]")[0]);
	}

	/** What is refused with a page of its own is an error to the browser's console. */
	private static boolean toldAsAnError(String complaint) {
		return complaint.contains("status of 400") || complaint.contains("status of 403")
				|| complaint.contains("status of 409");
	}

	/** A picture of the page as it stands, for whoever wants to look at it. */
	void picture(String name) {
		PageAudit.keep(this.page, name);
	}

	/** What the browser complained about so far. */
	List<String> complaints() {
		return this.complaints;
	}

	@Override
	public void close() {
		// a request that is answered by a test while the page goes would fail the leaving
		this.page.unrouteAll();
		this.page.context().close();
	}

}
