package io.orderflow.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** That a look sees what is wrong, each time, also among what it has seen before. */
@ExtendWith(Chromium.class)
class PageAuditTest {

	private static final String PAGE = """
			<!doctype html><html lang="en"><head><title>Look</title><style>
			:root { color-scheme: light dark; background: white } body { color: black }
			@media (prefers-color-scheme: dark) { :root { background: %s } }
			</style></head><body><main><h1>Look</h1><p>Well said.</p>%s</main></body></html>
			""";

	private BrowserContext browser;

	private Page page;

	@BeforeEach
	void open() {
		this.browser = Chromium.browser().newContext();
		this.page = this.browser.newPage();
	}

	@AfterEach
	void close() {
		this.browser.close();
	}

	@Test
	void pale_words_are_found_among_colours_that_were_seen_before() {
		show("white", "");
		assertThatCode(() -> PageAudit.once(this.page, "look")).doesNotThrowAnyException();
		for (String pale : new String[] { "<p style='color: #aaa'>Hardly said.</p>",
				"<p style='opacity: .4'>Hardly said.</p>", "<p style='background: #333'>Hardly said.</p>",
				"<p style='position: absolute; top: 9em; color: #aaa'>Hardly said.</p>",
				"<div style='position: fixed; top: 9em; background: white; color: #aaa'>Hardly said.</div>",
				"<div style='opacity: .4'><p style='background: white'>Hardly said.</p></div>",
				"<div style='background: #333'><p style='background: #fff3'>Hardly said.</p></div>" }) {
			show("white", pale);
			// what was found wrong is not taken for seen
			for (int i = 0; i < 2; i++) {
				assertThatExceptionOfType(AssertionError.class).as(pale)
					.isThrownBy(() -> PageAudit.once(this.page, "look"))
					.withMessageContaining("color-contrast")
					.withMessageContaining("Hardly said");
			}
		}
	}

	@Test
	void words_that_vanish_in_the_dark_are_found() {
		// of the very same colour axe does not dare to say whether it is meant
		show("#222", "");
		PageAudit.once(this.page, "look");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> PageAudit.inTheDark(this.page, "look"))
			.withMessageContaining("color-contrast");
	}

	@Test
	void what_a_screen_reader_misses_is_found() {
		show("white", "<img src='data:,'>");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> PageAudit.once(this.page, "look"))
			.withMessageContaining("image-alt");
	}

	@ParameterizedTest
	@ValueSource(strings = { "<button style='SMALL'>1</button><button style='SMALL'>2</button>",
			"<div role='button' tabindex='0' style='SMALL'>1</div><button style='SMALL'>2</button>",
			"<button style='LARGE'>1</button><button style='LARGE; margin-left: -32px'>2</button>" })
	void what_a_finger_misses_is_found(String targets) {
		show("white", targets.replace("SMALL", "width: 12px; height: 12px; padding: 0; border: 0; float: left")
			.replace("LARGE", "width: 40px; height: 40px; padding: 0; float: left"));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> PageAudit.once(this.page, "look"))
			.withMessageContaining("target-size");
	}

	@Test
	void large_targets_side_by_side_are_none() {
		show("white", "<button style='width: 40px; height: 40px'>1</button><button>Another one</button>");
		assertThatCode(() -> PageAudit.once(this.page, "look")).doesNotThrowAnyException();
	}

	private void show(String dark, String more) {
		this.page.setContent(PAGE.formatted(dark, more));
	}

}
