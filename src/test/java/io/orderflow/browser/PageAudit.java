package io.orderflow.browser;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ScreenshotType;
import com.microsoft.playwright.options.ViewportSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looks at a page as people with a wide screen, with a phone, and with a screen reader
 * do: axe must find nothing. With {@code -Dorderflow.pictures=true} pictures are kept in
 * {@code target/screenshots}, of what axe finds something in always.
 */
final class PageAudit {

	private static final Path SCREENSHOTS = Path.of("target", "screenshots");

	/** Of a long page one takes half a second of a processor. */
	private static final boolean PICTURES = Boolean.getBoolean("orderflow.pictures");

	private static final String AXE = AxeBuilder.getAxeScript();

	/** Combinations of colours and sizes that were found to be readable. */
	private static final Set<String> CONTRASTS = new LinkedHashSet<>();

	private static final String FIND = """
			async ({ all, known }) => {
				if (!("axe" in window)) {
					return null;
				}
				const FIELDS = "input, select, textarea, button, summary";
				const TARGETS = FIELDS + ", a, area, audio, video, label, [tabindex], [role], [contenteditable]";
				const OPAQUE = /^rgb\\(.* none$/;
				// one that sticks moves as the page is scrolled, and not before
				const inPlace = ["static", "relative", (scrollY === 0) ? "sticky" : ""];
				const seen = new Set(known);
				const backgrounds = new Map();
				const background = (element) => {
					if (!element) {
						return { veil: "", on: "" };
					}
					if (!backgrounds.has(element)) {
						const style = getComputedStyle(element);
						const behind = background(element.parentElement);
						const veil = [style.opacity, style.mixBlendMode, style.filter].join(" ").replace("1 normal none", "");
						const veils = behind.veil + veil;
						let on = style.backgroundColor + " " + style.backgroundImage;
						if (veils || !OPAQUE.test(on)) {
							on = behind.on + on.replace("rgba(0, 0, 0, 0) none", "")
								+ (inPlace.includes(style.position) ? "" : " positioned ");
						}
						backgrounds.set(element, { veil: veils, on });
					}
					return backgrounds.get(element);
				};
				const contrast = (element) => {
					const style = getComputedStyle(element);
					const { veil, on } = background(element);
					return [style.color, style.fontSize, style.fontWeight, style.textShadow, veil, on].join(" on ");
				};
				// what stands there for screen readers alone is one pixel large
				const seenBy = (element) => {
					const { width, height } = element.getBoundingClientRect();
					return element.checkVisibility() && (width > 1 || height > 1);
				};
				const says = (element) => element.matches(FIELDS)
					|| [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
				const fresh = new Map();
				for (const element of document.body.querySelectorAll("*")) {
					if (says(element) && seenBy(element)) {
						const what = contrast(element);
						if (!seen.has(what) || what.includes("positioned")) {
							fresh.set(element, what);
						}
					}
				}
				// targets that are large enough and touch no other are far enough from all others
				const doubtful = () => {
					const targets = [...document.body.querySelectorAll(TARGETS)].filter((target) => target.checkVisibility());
					const places = targets.map((target) => target.getBoundingClientRect());
					const touch = (one, other) => one !== other && one.left < other.right && other.left < one.right
						&& one.top < other.bottom && other.top < one.bottom;
					return targets.filter((_, i) => places[i].width < 24 || places[i].height < 24
						|| places.some((place) => touch(places[i], place)));
				};
				const options = { resultTypes: ["violations"] };
				const results = [];
				// one that is open covers what lies behind it
				const open = document.querySelector("details.dropdown[open]") !== null;
				const near = (all && !open) ? doubtful() : [];
				if (all) {
					results.push(await axe.run(document, { ...options,
						rules: { "color-contrast": { enabled: false }, "target-size": { enabled: false } } }));
				}
				const include = [...new Set([...fresh.keys(), ...near])];
				if (include.length > 0) {
					results.push(await axe.run({ include }, { ...options,
						runOnly: (near.length > 0) ? ["color-contrast", "target-size"] : ["color-contrast"] }));
				}
				return {
					contrasts: [...new Set(fresh.values())],
					violations: results.flatMap((result) => result.violations)
						.map((rule) => rule.id + ": " + rule.help + " " + rule.nodes.map((node) => node.html).join(" ")),
				};
			}
			""";

	private PageAudit() {
	}

	/** Has axe at hand in every page of a browser that is looked at often. */
	static void prepare(BrowserContext browser) {
		browser.addInitScript(AXE);
	}

	/** At the page as it stands, on both sizes, and in the dark; its own size stays. */
	static void at(Page page, String name) {
		ViewportSize own = page.viewportSize();
		resize(page, 1280, 900);
		once(page, name + "-wide");
		inTheDark(page, name);
		resize(page, 390, 844);
		once(page, name + "-phone");
		resize(page, own.width, own.height);
	}

	/** Lays it out anew only where its size is another. */
	private static void resize(Page page, int width, int height) {
		ViewportSize now = page.viewportSize();
		if (now.width != width || now.height != height) {
			page.setViewportSize(width, height);
		}
	}

	/** At the page as it stands, on the size that it has. */
	static void once(Page page, String name) {
		// colours fade into each other, and on the way have a contrast that nobody meant
		page.emulateMedia(new EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
		keep(page, name);
		boolean fits = (Boolean) page
			.evaluate("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth");
		if (!fits) {
			picture(page, name);
		}
		assertThat(fits).as("%s fits into the window of %s", page.url(), name).isTrue();
		assertThat(found(page, true, name)).as("axe on %s, %s", page.url(), name).isEmpty();
	}

	/** At its colours where the reader prefers them dark. */
	static void inTheDark(Page page, String name) {
		page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
		assertThat(found(page, false, name + "-dark")).as("axe on %s, %s, dark", page.url(), name).isEmpty();
		page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
	}

	/**
	 * What axe finds wrong. Its own builder reads it anew each time, and opens another
	 * page to put together what frames say: that takes three times as long, and our pages
	 * have none.
	 * <p>
	 * Contrast takes it three times as long as all else together, and depends on nothing
	 * but a text's colour and size and the backgrounds of what it stands in: each
	 * combination of these is looked at where it is met first. What lies behind an opaque
	 * background does not count. What is positioned may stand on something else, so it is
	 * looked at each time, unless it brings such a background along.
	 * <p>
	 * The size of targets takes as long as everything but contrast. It is looked at where
	 * one is smaller than it should be or lies on another; about all others the rule has
	 * nothing to say.
	 * @param all whether by all rules, or for contrast alone
	 */
	private static List<?> found(Page page, boolean all, String name) {
		Map<String, Object> asked = Map.of("all", all, "known", List.copyOf(CONTRASTS));
		Map<?, ?> found = (Map<?, ?>) page.evaluate(FIND, asked);
		if (found == null) {
			page.evaluate(AXE);
			found = (Map<?, ?>) page.evaluate(FIND, asked);
		}
		List<?> violations = (List<?>) found.get("violations");
		if (violations.isEmpty()) {
			((List<?>) found.get("contrasts")).forEach((contrast) -> CONTRASTS.add((String) contrast));
		}
		else {
			picture(page, name);
		}
		return violations;
	}

	/** Keeps a picture where somebody wants to look at them. */
	static void keep(Page page, String name) {
		if (PICTURES) {
			picture(page, name);
		}
	}

	/**
	 * A picture of the whole page; a JPEG, since it takes the browser a third of the
	 * time.
	 */
	private static void picture(Page page, String name) {
		page.screenshot(new ScreenshotOptions().setFullPage(true)
			.setType(ScreenshotType.JPEG)
			.setQuality(80)
			.setPath(SCREENSHOTS.resolve(name + ".jpg")));
	}

}
