package io.orderflow;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Arrays;
import java.util.Properties;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** French and English say the same things. */
class MessagesTest {

	private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d+");

	private final Properties english = read("/messages.properties");

	private final Properties french = read("/messages_fr.properties");

	private static Properties read(String name) {
		try (InputStream in = MessagesTest.class.getResourceAsStream(name);
				Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
			Properties texts = new Properties();
			texts.load(reader);
			return texts;
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	@Test
	void both_languages_have_every_text() {
		assertThat(this.french.stringPropertyNames()).isEqualTo(this.english.stringPropertyNames());
		assertThat(this.english.values()).doesNotContain("");
		assertThat(this.french.values()).doesNotContain("");
	}

	@Test
	void no_text_is_written_twice() throws IOException {
		for (String file : List.of("messages.properties", "messages_fr.properties")) {
			assertThat(Files.readAllLines(Path.of("src/main/resources", file))
				.stream()
				.filter((line) -> line.contains("=") && !line.startsWith("#"))
				.map((line) -> line.substring(0, line.indexOf('=')).strip())).doesNotHaveDuplicates();
		}
	}

	@Test
	void both_languages_fill_in_the_same_things() {
		for (String key : this.english.stringPropertyNames()) {
			assertThat(placeholders(this.french, key)).as(key).isEqualTo(placeholders(this.english, key));
		}
	}

	@Test
	void no_single_apostrophe_swallows_what_follows() {
		for (Properties texts : Arrays.asList(this.english, this.french)) {
			texts.forEach((key, text) -> {
				new MessageFormat(text.toString());
				assertThat(text.toString().replace("''", "")).as(key.toString()).doesNotContain("'");
			});
		}
	}

	private static Object placeholders(Properties texts, String key) {
		return PLACEHOLDER.matcher(texts.getProperty(key))
			.results()
			.map((found) -> found.group())
			.sorted()
			.distinct()
			.toList();
	}

}
