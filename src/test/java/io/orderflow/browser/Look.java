package io.orderflow.browser;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ViewportSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looks at a page as people with a wide screen, with a phone, and with a screen reader
 * do: pictures are kept in {@code target/screenshots}, and axe must find nothing.
 */
final class Look {

	private static final Path SCREENSHOTS = Path.of("target", "screenshots");

	private static final String AXE = AxeBuilder.getAxeScript();

	private Look() {
	}

	/** At the page as it stands, on both sizes, and in the dark; its own size stays. */
	static void at(Page page, String name) {
		ViewportSize own = page.viewportSize();
		page.setViewportSize(390, 844);
		once(page, name + "-phone");
		page.setViewportSize(1280, 900);
		once(page, name + "-wide");
		inTheDark(page, name);
		page.setViewportSize(own.width, own.height);
	}

	/** At the page as it stands, on the size that it has. */
	static void once(Page page, String name) {
		// colours fade into each other, and on the way have a contrast that nobody meant
		page.emulateMedia(new EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
		keep(page, name);
		assertThat((Boolean) page
			.evaluate("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
			.as("%s fits into the window of %s", page.url(), name)
			.isTrue();
		assertThat(found(page, Map.of())).as("axe on %s, %s", page.url(), name).isEmpty();
	}

	/** At its colours where the reader prefers them dark. */
	static void inTheDark(Page page, String name) {
		page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
		assertThat(found(page, Map.of("runOnly", List.of("color-contrast"))))
			.as("axe on %s, %s, dark", page.url(), name)
			.isEmpty();
		page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
	}

	/**
	 * What axe finds wrong. Its own builder reads it anew each time, and opens another
	 * page to put together what frames say: that takes three times as long, and our pages
	 * have none.
	 */
	private static List<?> found(Page page, Map<String, Object> rules) {
		if (!(Boolean) page.evaluate("() => 'axe' in window")) {
			page.evaluate(AXE);
		}
		return (List<?>) page.evaluate("""
				async (rules) => (await axe.run(document, { ...rules, resultTypes: ["violations"] })).violations
					.map((rule) => rule.id + ": " + rule.help + " " + rule.nodes.map((node) => node.html).join(" "))
				""", rules);
	}

	/** A picture of the whole page. */
	static void keep(Page page, String name) {
		page.screenshot(new ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
	}

}
