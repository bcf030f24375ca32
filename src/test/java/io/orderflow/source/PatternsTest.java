package io.orderflow.source;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No regular expression of ours reads a text more than a few times over, whatever is
 * written in it: a description of blank lines alone kept a processor busy for hours for
 * each visitor. What each reads is counted, not timed.
 */
class PatternsTest {

	/** Characters of a text that is tried. */
	private static final int LENGTH = 500;

	/** How often each character may be looked at. */
	private static final int LOOKS = 40;

	private static final Path SOURCES = Path.of("src/main/java");

	private static final Pattern UNICODE = Pattern.compile("(?<!\\\\)\\\\u+([0-9a-fA-F]{4})");

	private static final List<String> PIECES = List.of(" ", "\n", "\f", "\r\n", "\t", "\u00a0", "-", "- ", "\n- ", "a",
			"A", "0", "1.", ",", ".", "!", "@", "a@", "[", "[1", "{", "/", "a/", "://", "=", "'", "\u202e", "\u00e9",
			"e\u0301", "\ud83d\ude00", ", ", ": ", "x-", "https://", "5.1.");

	/** Written where they are used, as the argument of these. */
	private static final Pattern IN_PLACE = Pattern
		.compile("\\.(?:replaceAll|replaceFirst|split)\\(\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

	@Test
	void no_text_makes_a_pattern_read_it_over_and_over() throws Exception {
		Map<String, Pattern> patterns = new LinkedHashMap<>(kept());
		patterns.putAll(inPlace());
		assertThat(patterns).hasSizeGreaterThan(60);
		Map<String, String> slow = new LinkedHashMap<>();
		patterns.forEach((where, pattern) -> texts().stream()
			.max(Comparator.comparingLong((text) -> looks(pattern, text)))
			.filter((text) -> looks(pattern, text) > (long) LOOKS * LENGTH)
			.ifPresent((text) -> slow.put(where, quoted(text) + " " + looks(pattern, text))));
		assertThat(slow).isEmpty();
	}

	@Test
	void what_reads_a_text_over_and_over_is_found() {
		assertThat(looks(Pattern.compile("\\s*\\R\\s*[-]\\s+"), "\n".repeat(LENGTH)))
			.isGreaterThan((long) LOOKS * LENGTH);
		assertThat(looks(Pattern.compile("\\s+$"), " ".repeat(LENGTH) + "x")).isGreaterThan((long) LOOKS * LENGTH);
		assertThat(looks(Pattern.compile("\\s+"), " ".repeat(LENGTH) + "x")).isLessThan((long) LOOKS * LENGTH);
	}

	/** Runs of each piece, with and without something that ends them otherwise. */
	private static List<String> texts() {
		List<String> texts = new ArrayList<>();
		for (String piece : PIECES) {
			String run = piece.repeat(LENGTH / piece.length());
			texts.add(run);
			texts.add("x" + run + "\u0001");
			texts.add("2026-11-30" + run + "]");
		}
		return texts;
	}

	/**
	 * How many characters are looked at to find all places; to see whether it is the
	 * whole text, for a pattern that begins with anything.
	 */
	private static long looks(Pattern pattern, String text) {
		Watched watched = new Watched(text, new long[1]);
		Matcher matcher = pattern.matcher(watched);
		try {
			if (!pattern.pattern().matches("(?:\\(\\?\\w+\\))?\\.\\*.*") || matcher.matches()) {
				while (matcher.find()) {
					// only to look
				}
			}
		}
		catch (TooMany ex) {
			// counted
		}
		return watched.looks()[0];
	}

	private static Map<String, Pattern> kept() throws Exception {
		Map<String, Pattern> patterns = new LinkedHashMap<>();
		for (Path file : sources()) {
			if (Files.readString(file).contains(" Pattern ")) {
				String name = SOURCES.relativize(file).toString().replaceFirst("\\.java$", "").replace('/', '.');
				keptBy(Class.forName(name), patterns);
			}
		}
		return patterns;
	}

	private static void keptBy(Class<?> type, Map<String, Pattern> patterns) throws IllegalAccessException {
		for (Field field : type.getDeclaredFields()) {
			if (field.getType() == Pattern.class && Modifier.isStatic(field.getModifiers())) {
				field.setAccessible(true);
				patterns.put(type.getSimpleName() + "." + field.getName(), (Pattern) field.get(null));
			}
		}
		for (Class<?> inner : type.getDeclaredClasses()) {
			keptBy(inner, patterns);
		}
	}

	private static Map<String, Pattern> inPlace() throws IOException {
		Map<String, Pattern> patterns = new LinkedHashMap<>();
		for (Path file : sources()) {
			IN_PLACE.matcher(Files.readString(file))
				.results()
				.map((found) -> found.group(1))
				.forEach((written) -> patterns.put(file.getFileName() + " \"" + written + "\"", compiled(written)));
		}
		return patterns;
	}

	private static Pattern compiled(String written) {
		String letters = UNICODE.matcher(written)
			.replaceAll((found) -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(found.group(1), 16))));
		return Pattern.compile(letters.translateEscapes());
	}

	private static List<Path> sources() throws IOException {
		try (Stream<Path> files = Files.walk(SOURCES)) {
			return files.filter((file) -> file.toString().endsWith(".java")).sorted().toList();
		}
	}

	private static String quoted(String text) {
		return "\"" + text.substring(0, 12).replace("\n", "\\n").replace("\f", "\\f").replace("\r", "\\r") + "…\"";
	}

	/** A text that counts how often one of its characters is read. */
	private record Watched(String text, long[] looks) implements CharSequence {

		@Override
		public int length() {
			return this.text.length();
		}

		@Override
		public char charAt(int index) {
			if (++this.looks[0] > 1_000_000) {
				throw new TooMany();
			}
			return this.text.charAt(index);
		}

		@Override
		public CharSequence subSequence(int start, int end) {
			return this.text.subSequence(start, end);
		}

	}

	private static final class TooMany extends RuntimeException {

		private static final long serialVersionUID = 1;

	}

}
