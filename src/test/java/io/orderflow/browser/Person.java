package io.orderflow.browser;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.orderflow.TestTimeouts;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** Somebody at a browser of their own, signed in. */
final class Person {

	private static final String TASKLIST = "/camunda/app/tasklist/default/";

	private static final Path SCREENSHOTS = Path.of("target", "screenshots");

	private final String address;

	private final String name;

	private final Page page;

	private final PageScripts scripts;

	private final List<String> complaints = new CopyOnWriteArrayList<>();

	Person(Browser browser, String address, String name) {
		this(browser, address, name, new Browser.NewContextOptions().setViewportSize(1400, 1000));
	}

	Person(Browser browser, String address, String name, Browser.NewContextOptions with) {
		this.address = address;
		this.name = name;
		String language = (with.locale != null) ? with.locale : "en-US";
		BrowserContext context = browser.newContext(with.setLocale(language).setTimezoneId("Europe/London"));
		context.setDefaultTimeout(TestTimeouts.LIMIT.toMillis());
		this.page = context.newPage();
		this.scripts = new PageScripts(this.page);
		this.page.onConsoleMessage((message) -> {
			if (message.type().equals("error")) {
				this.complaints.add(message.text() + " " + message.location());
			}
		});
		this.page.onPageError(this.complaints::add);
		SignIn.as(context, address, name, "orderflow");
	}

	/** Anything that the page's scripts or its security policy complained of. */
	List<String> complaints() {
		return this.complaints;
	}

	/** Chooses files in the form of a step, as a person does. */
	void choose(Locator input, String fileName, String type, String content) {
		input.setInputFiles(new FilePayload(fileName, type, content.getBytes(StandardCharsets.UTF_8)));
	}

	String name() {
		return this.name;
	}

	Page page() {
		return this.page;
	}

	void go(String path) {
		this.scripts.go(this.address + path);
	}

	/** Opens Tasklist at the list it shows first. */
	void openTasklist() {
		go(TASKLIST);
	}

	/** Opens a task by what its card says. */
	Locator openTask(String name, String about) {
		openTasklist();
		card(name, about).getByRole(AriaRole.LINK).first().click();
		assertThat(form()).containsText(about);
		return form();
	}

	private Locator card(String name, String about) {
		return this.page.locator(".tasks-list li.task")
			.filter(new Locator.FilterOptions().setHasText(about))
			.filter(new Locator.FilterOptions().setHasText(name));
	}

	Locator form() {
		return this.page.locator(".fjs-form");
	}

	/** What a decision is about. */
	String brief() {
		return form().locator("textarea:disabled").inputValue();
	}

	void fill(String label, String text) {
		form().getByLabel(label).fill(text);
	}

	void choose(String label) {
		form().getByLabel(label).check();
	}

	void completeTask() {
		complete();
		assertThat(form()).hasCount(0);
	}

	/** Tries to complete the task, and reads what Tasklist says to that. */
	Locator completeInVain() {
		complete();
		return this.page.locator(".page-notifications .message");
	}

	/** Scrolls first, as people do: the frame's footer covers a button at its edge. */
	private void complete() {
		button("Complete").evaluate("(button) => button.scrollIntoView({ block: 'center' })");
		button("Complete").click();
	}

	Locator button(String name) {
		return this.page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
	}

	/** Follows the form's link to the order page, puts a file down, and comes back. */
	void putDown(String fileName, String content) {
		Page order = this.page.waitForPopup(() -> form().getByRole(AriaRole.LINK).first().click());
		order.locator(".now input[type=file]")
			.setInputFiles(new FilePayload(fileName, "text/plain", content.getBytes(StandardCharsets.UTF_8)));
		assertThat(order.locator(".now .files a")).containsText(fileName);
		order.close();
	}

	/** What the window shows, for whoever asks why a test failed. */
	void screenshot(String name) {
		this.page.screenshot(new ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".jpg")));
	}

	void leave() {
		this.page.context().close();
	}

}
