package io.orderflow.platform.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.thymeleaf.context.WebExpressionContext;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

import static org.assertj.core.api.Assertions.assertThat;

class PageLinksTest {

	private final List<String> lookedFor = new ArrayList<>();

	private final SpringTemplateEngine templates = new SpringTemplateEngine();

	private final PageLinks links = new PageLinks(this.templates);

	@Test
	void what_comes_out_of_a_webjar_gets_its_version() {
		assertThat(link("/webjars/htmx.org/dist/htmx.min.js")).isEqualTo("/webjars/htmx.org/dist/htmx.min.js?found");
	}

	@Test
	void no_jar_is_searched_for_a_page() {
		assertThat(link("/orders/OF-2026-0001")).isEqualTo("/orders/OF-2026-0001");
		assertThat(link("/css/platform.css")).isEqualTo("/css/platform.css");
		assertThat(this.lookedFor).isEmpty();
	}

	private String link(String written) {
		return this.links.buildLink(page(), written, Map.of());
	}

	/** With an answer that tells which addresses Spring was asked for. */
	private WebExpressionContext page() {
		MockServletContext application = new MockServletContext();
		return new WebExpressionContext(this.templates.getConfiguration(),
				JakartaServletWebApplication.buildApplication(application)
					.buildExchange(new MockHttpServletRequest(application), new MockHttpServletResponse() {
						@Override
						public String encodeURL(String url) {
							PageLinksTest.this.lookedFor.add(url);
							return url + "?found";
						}
					}));
	}

}
