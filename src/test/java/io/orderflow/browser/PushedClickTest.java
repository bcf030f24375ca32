package io.orderflow.browser;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a click on a pushed notification does to the tabs that are open. No browser
 * without a window shows notifications, so the script runs in a page, on tabs made up.
 */
@ExtendWith(Chromium.class)
class PushedClickTest {

	private static final String SITE = "https://orderflow.example";

	private static final String CLICK = """
			async ({ script, link, open, site }) => {
				const done = [];
				const handlers = {};
				const tabs = open.map((url) => ({
					url,
					focus: async () => done.push("focus " + url),
					navigate: async (to) => done.push("navigate " + url + " to " + to),
				}));
				const self = {
					location: new URL(site),
					clients: { matchAll: async () => tabs, openWindow: async (url) => done.push("open " + url) },
					addEventListener: (name, handler) => handlers[name] = handler,
				};
				new Function("self", script)(self);
				let all;
				handlers.notificationclick({
					notification: { close: () => {}, data: { link } },
					waitUntil: (promise) => all = promise,
				});
				await all;
				return done;
			}""";

	@Test
	void the_tab_that_has_the_page_comes_to_the_front() throws IOException {
		assertThat(click("/orders/A-1#conversation", SITE + "/sell", SITE + "/orders/A-1"))
			.isEqualTo(List.of("focus " + SITE + "/orders/A-1"));
	}

	@Test
	void no_other_tab_is_touched() throws IOException {
		assertThat(click("/orders/A-1", SITE + "/orders/B-2", SITE + "/sell/listings/new"))
			.isEqualTo(List.of("open " + SITE + "/orders/A-1"));
	}

	private static Object click(String link, String... open) throws IOException {
		String script = new ClassPathResource("static/service-worker.js").getContentAsString(StandardCharsets.UTF_8);
		try (BrowserContext context = Chromium.browser().newContext()) {
			Page page = context.newPage();
			return page.evaluate(CLICK, Map.of("script", script, "link", link, "open", List.of(open), "site", SITE));
		}
	}

}
