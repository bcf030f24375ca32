package io.orderflow.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The strings of Java sources: as they are written, and as constants put them together.
 */
final class JavaStrings {

	/**
	 * Text blocks, strings, constants, words and signs are in groups; characters and
	 * comments are only there to be passed over.
	 */
	private static final Pattern TOKEN = Pattern.compile("(?s)\"\"\"\\n(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\""
			+ "|'(?:[^'\\\\]|\\\\[^']+|\\\\')'|/\\*.*?\\*/|//[^\\n]*"
			+ "|(?<![\\w.])((?:[A-Z]\\w*\\.)?[A-Z][A-Z_0-9]*)(?!\\w)|(\\w+)|([^\\s\\w])");

	/** What each constant is made of, by class and name: {@code OrderRows.WHOLE}. */
	private final Map<String, List<Token>> constants = new HashMap<>();

	private final Map<String, List<Token>> sources = new HashMap<>();

	private enum Kind {

		LITERAL, CONSTANT, WORD, SIGN

	}

	private record Token(Kind kind, String text) {

		private boolean is(String sign) {
			return this.kind != Kind.LITERAL && this.text.equals(sign);
		}

	}

	/** What is put together, and where it ends. */
	private record Chain(List<Token> parts, int end) {

	}

	/**
	 * Reads sources.
	 * @param sources by the name of their class
	 */
	JavaStrings(Map<String, String> sources) {
		sources.forEach((type, code) -> this.sources.put(type, tokens(code)));
		this.sources.forEach((type, tokens) -> {
			for (int i = 0; i + 3 < tokens.size(); i++) {
				if (tokens.get(i).is("String") && tokens.get(i + 1).kind() == Kind.CONSTANT
						&& tokens.get(i + 2).is("=")) {
					this.constants.put(type + "." + tokens.get(i + 1).text(), chain(tokens, i + 3).parts());
				}
			}
		});
	}

	/** Strings and text blocks as they are written. */
	static Stream<String> literals(String code) {
		return TOKEN.matcher(code)
			.results()
			.flatMap((found) -> Stream.of(found.group(1), found.group(2)).filter(Objects::nonNull));
	}

	/**
	 * What a class puts together with {@code +} and {@code formatted} of literals and
	 * constants, its own and others'.
	 */
	List<String> composed(String type) {
		List<String> composed = new ArrayList<>();
		List<Token> tokens = this.sources.get(type);
		for (int i = 0; i < tokens.size(); i++) {
			Chain chain = chain(tokens, i);
			if (!chain.parts().isEmpty()) {
				composed.add(text(type, chain.parts(), 0));
				i = chain.end() - 1;
			}
		}
		return composed;
	}

	private String text(String type, List<Token> parts, int depth) {
		StringBuilder text = new StringBuilder();
		for (Token part : parts) {
			if (part.kind() == Kind.LITERAL) {
				text.append(part.text());
			}
			else if (depth < 5) {
				String name = part.text().contains(".") ? part.text() : type + "." + part.text();
				text.append(text(name.split("\\.")[0], this.constants.getOrDefault(name, List.of()), depth + 1));
			}
		}
		return text.toString();
	}

	/** The parts from there on; none where nothing begins there. */
	private static Chain chain(List<Token> tokens, int from) {
		List<Token> parts = new ArrayList<>();
		int i = from;
		while (i < tokens.size() && isPart(tokens.get(i))) {
			parts.add(tokens.get(i++));
			while (i + 2 < tokens.size() && tokens.get(i).is(".") && tokens.get(i + 2).is("(")) {
				int end = closing(tokens, i + 2);
				tokens.subList(i + 2, end).stream().filter(JavaStrings::isPart).forEach(parts::add);
				i = end + 1;
			}
			if (i >= tokens.size() || !tokens.get(i).is("+")) {
				break;
			}
			i++;
		}
		return new Chain(parts, i);
	}

	private static boolean isPart(Token token) {
		return token.kind() == Kind.LITERAL || token.kind() == Kind.CONSTANT;
	}

	private static int closing(List<Token> tokens, int opening) {
		int depth = 0;
		for (int i = opening; i < tokens.size(); i++) {
			depth += tokens.get(i).is("(") ? 1 : (tokens.get(i).is(")") ? -1 : 0);
			if (depth == 0) {
				return i;
			}
		}
		return tokens.size() - 1;
	}

	private static List<Token> tokens(String code) {
		return TOKEN.matcher(code).results().map(JavaStrings::token).filter(Objects::nonNull).toList();
	}

	private static @Nullable Token token(MatchResult found) {
		String literal = (found.group(1) != null) ? found.group(1) : found.group(2);
		if (literal != null) {
			return new Token(Kind.LITERAL, literal);
		}
		if (found.group(3) != null) {
			return new Token(Kind.CONSTANT, found.group(3));
		}
		if (found.group(4) != null) {
			return new Token(Kind.WORD, found.group(4));
		}
		return (found.group(5) != null) ? new Token(Kind.SIGN, found.group(5)) : null;
	}

}
