package io.orderflow.browser;

import com.microsoft.playwright.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThatCode;

/** That a page can be left at any moment. */
@ExtendWith(Chromium.class)
class PageInspectorTest {

	private static final int NOWHERE = 9;

	@Test
	void a_page_is_left_while_its_requests_are_being_answered() {
		for (int i = 0; i < 5; i++) {
			PageInspector left = PageInspector.stranger(Chromium.browser(), NOWHERE, "en");
			left.page().route("**/asked**", Route::abort);
			left.page()
				.route("**/", (route) -> route.fulfill(new Route.FulfillOptions().setBody("<p>Asks on and on.</p>")));
			left.go("/");
			left.page()
				.evaluate("for (let i = 0; i < 20; i++) {"
						+ " const ask = () => fetch('/asked').catch(() => setTimeout(ask)); ask(); }");
			assertThatCode(left::close).doesNotThrowAnyException();
		}
	}

}
