package io.orderflow.platform.web;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import io.orderflow.platform.web.LinkedText.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LinkedTextTest {

	@Test
	void an_address_leads_there_and_the_rest_stays_text() {
		assertThat(new LinkedText().parts("See https://example.org/a?b=1&c=2#d, then\nhttp://example.com"))
			.containsExactly(new Part("See ", null),
					new Part("https://example.org/a?b=1&c=2#d", "https://example.org/a?b=1&c=2#d"),
					new Part(", then\n", null), new Part("http://example.com", "http://example.com"));
		assertThat(new LinkedText().parts("Nothing here.")).containsExactly(new Part("Nothing here.", null));
		assertThat(new LinkedText().parts("")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			(https://example.org/a).                  | https://example.org/a
			https://en.wikipedia.org/wiki/Fox_(film)! | https://en.wikipedia.org/wiki/Fox_(film)
			«\u00A0https://example.org\u00A0»         | https://example.org
			<https://example.org/x>                   | https://example.org/x
			"https://example.org/x"                   | https://example.org/x
			HTTPS://EXAMPLE.ORG…                      | HTTPS://EXAMPLE.ORG
			https://example.org:8443/a%20b            | https://example.org:8443/a%20b
			""")
	void the_sentence_around_an_address_is_none_of_it(String text, String address) {
		assertThat(addresses(text)).containsExactly(address);
	}

	@ParameterizedTest
	@ValueSource(strings = { "javascript:alert(1)", "data:text/html,x", "ftp://example.org", "mailto:lea@example.org",
			"www.example.org", "https://", "https://bank.example@evil.example/", "xhttps://example.org",
			"[x](javascript:alert(1))", "https:///path", "https://a|b" })
	void nothing_else_is_a_link(String text) {
		assertThat(addresses(text)).isEmpty();
		assertThat(new LinkedText().parts(text).stream().map(Part::text).collect(Collectors.joining())).isEqualTo(text);
	}

	/** Counts what is looked at: twenty thousand brackets took fifteen seconds once. */
	@ParameterizedTest
	@ValueSource(strings = { ")", "]", ")]", ").", "()" })
	void however_many_brackets_end_an_address_each_is_looked_at_a_few_times(String brackets) {
		String address = "https://example.org/" + brackets.repeat(10_000);
		AtomicLong looks = new AtomicLong();
		CharSequence watched = (CharSequence) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { CharSequence.class }, (proxy, method, arguments) -> {
					if (!method.getName().equals("length")) {
						looks.incrementAndGet();
					}
					assertThat(method.getName()).isIn("length", "charAt");
					return method.invoke(address, arguments);
				});
		assertThat(LinkedText.end(watched)).isEqualTo(addresses(address).get(0).length());
		assertThat(looks).hasValueLessThan(4L * address.length());
	}

	private static List<String> addresses(String text) {
		return new LinkedText().parts(text).stream().map(Part::href).filter((href) -> href != null).toList();
	}

}
