package io.orderflow.browser;

import java.nio.file.Path;
import java.util.List;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looks at a page as people with a wide screen, with a phone, and with a screen reader
 * do: pictures are kept in {@code target/screenshots}, and axe must find nothing.
 */
final class Look {

	private static final Path SCREENSHOTS = Path.of("target", "screenshots");

	private static final List<Viewport> VIEWPORTS = List.of(new Viewport("wide", 1280, 900),
			new Viewport("phone", 390, 844));

	/** A size of window that people have. */
	private record Viewport(String name, int width, int height) {

	}

	private Look() {
	}

	/** At the page as it stands, on both sizes; the wide one stays. */
	static void at(Page page, String name) {
		for (Viewport viewport : List.of(VIEWPORTS.get(1), VIEWPORTS.get(0))) {
			page.setViewportSize(viewport.width(), viewport.height());
			once(page, name + "-" + viewport.name());
		}
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
		finds(new AxeBuilder(page), page, name);
		page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
		finds(new AxeBuilder(page).withRules(List.of("color-contrast")), page, name + ", dark");
		page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
	}

	private static void finds(AxeBuilder axe, Page page, String name) {
		assertThat(axe.analyze().getViolations()).as("axe on %s, %s", page.url(), name)
			.extracting(Look::described)
			.isEmpty();
	}

	/** A picture of the whole page. */
	static void keep(Page page, String name) {
		page.screenshot(new ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
	}

	private static String described(Rule rule) {
		return rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes().stream().map(CheckedNode::getHtml).toList();
	}

}
