package io.orderflow.platform.web.openapi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import io.orderflow.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lists every code with its sentence, and the statuses with which the sources refuse by
 * it, and keeps {@code docs/refusals.md} equal to the list.
 * {@code -Dorderflow.renew-docs=true} writes it anew.
 */
class RefusalsDocumentTest {

	private static final Path FILE = Path.of("docs/refusals.md");

	private static final String TEXT = """
			# Refusals

			Every code of a [refusal](api.md#refusals): it ends the `type` of a problem, or is the `code` of one of its \
			`errors`. Programs compare codes, which stay; sentences may be said better one day, and are told in \
			the account's language. Where something is filled in, the sentence has an ellipsis here. The API's own \
			description has the codes under `x-refusals`. `RefusalsDocumentTest` keeps this list.

			| code | status | sentence |
			| --- | --- | --- |
			""";

	private static final int INVALID = Refusal.Kind.INVALID.status();

	/** What is called with a code, and the status it refuses with. */
	private static final Map<String, Integer> CALLS = new HashMap<>(Map.of("add", INVALID, "problem", INVALID, "side",
			Refusal.Kind.NOT_FOUND.status(), "refusal", Refusal.Kind.CONFLICT.status(), "refuseToOthers",
			Refusal.Kind.FORBIDDEN.status(), "Problem", INVALID, "Made", Refusal.Kind.TOO_MANY.status()));

	static {
		Map<String, Refusal> factories = Map.of("invalid", Refusal.invalid("", ""), "tooLarge",
				Refusal.tooLarge("", ""), "forbidden", Refusal.forbidden(""), "notFound", Refusal.notFound(""),
				"conflict", Refusal.conflict(""), "unprocessable", Refusal.unprocessable(""), "tooSlow",
				Refusal.tooSlow(""), "tooMany", Refusal.tooMany(""), "unavailable", Refusal.unavailable(""), "failed",
				Refusal.failed(""));
		factories.forEach((name, refusal) -> CALLS.put("Refusal." + name, refusal.kind().status()));
		CALLS.put("Refusal.tooManyFor", Refusal.Kind.TOO_MANY.status());
		CALLS.put("Refusal.unavailableFor", Refusal.Kind.UNAVAILABLE.status());
	}

	/** Codes that stand apart from what refuses by them. */
	private static final Map<String, Integer> APART = Map.of("invalid-input", INVALID, "foreign-request",
			Refusal.Kind.FORBIDDEN.status(), "sign-in-again", Refusal.Kind.FORBIDDEN.status(), "password-not-right",
			INVALID, "name-is-link", INVALID, "name-mixes-scripts", INVALID, "picture-too-slow", INVALID);

	/** Codes of checks whose caller refuses a field by them. */
	private static final Pattern CHECKS = Pattern.compile("push-endpoint-.*");

	private static final Pattern STATUS = Pattern.compile("HttpStatus\\.([A-Z_]+)");

	@Test
	void the_list_has_every_refusal_as_the_sources_make_it() throws IOException {
		SortedMap<String, String> sentences = RefusalSentences.byCode();
		Map<String, TreeSet<Integer>> statuses = statuses(sentences);
		String present = TEXT + sentences.entrySet()
			.stream()
			.map((code) -> "| `%s` | %s | %s |\n".formatted(code.getKey(),
					statuses.get(code.getKey()).stream().map(String::valueOf).collect(Collectors.joining(", ")),
					code.getValue()))
			.collect(Collectors.joining());
		if (Boolean.getBoolean("orderflow.renew-docs")) {
			Files.writeString(FILE, present);
		}
		assertThat(present).as("docs/refusals.md lists other refusals: renew it, and read what has changed")
			.isEqualTo(Files.readString(FILE));
	}

	private static Map<String, TreeSet<Integer>> statuses(SortedMap<String, String> sentences) throws IOException {
		Map<String, TreeSet<Integer>> statuses = new TreeMap<>();
		for (CompilationUnitTree source : sources()) {
			new TreePathScanner<Void, Void>() {

				@Override
				public Void visitLiteral(LiteralTree literal, Void nothing) {
					if (literal.getValue() instanceof String code && sentences.containsKey(code)) {
						status(getCurrentPath(), code).ifPresent(
								(status) -> statuses.computeIfAbsent(code, (key) -> new TreeSet<>()).add(status));
					}
					return null;
				}

			}.scan(source, null);
		}
		assertThat(statuses.keySet()).as("codes that have a call of their own by now")
			.doesNotContainAnyElementsOf(APART.keySet());
		APART.forEach((code, status) -> statuses.put(code, new TreeSet<>(List.of(status))));
		assertThat(statuses.keySet()).as("codes by which something is refused, and those that have a sentence")
			.containsExactlyElementsOf(sentences.keySet());
		return statuses;
	}

	/**
	 * What the next call around a code refuses with, or the status that is told with it;
	 * none where the code is only compared, or stands for a status of anybody's.
	 */
	private static Optional<Integer> status(TreePath literal, String code) {
		if (CHECKS.matcher(code).matches()) {
			return Optional.of(INVALID);
		}
		Integer status = null;
		for (TreePath path = literal.getParentPath(); path != null; path = path.getParentPath()) {
			Tree around = path.getLeaf();
			if (around instanceof MethodTree || around instanceof ClassTree) {
				break;
			}
			if (status == null) {
				status = CALLS.get(name(around));
			}
			else if (around instanceof CaseTree one && byStatus(path.getParentPath().getLeaf())) {
				return one.getExpressions().stream().map(RefusalsDocumentTest::number).findFirst();
			}
			else if (around instanceof MethodInvocationTree call && told(call).isPresent()) {
				return told(call);
			}
		}
		return Optional.ofNullable(status);
	}

	private static boolean byStatus(Tree choice) {
		return choice instanceof SwitchExpressionTree cases && cases.getCases()
			.stream()
			.flatMap((one) -> one.getExpressions().stream())
			.anyMatch((label) -> number(label) != null);
	}

	private static @Nullable Integer number(Tree label) {
		return (label instanceof LiteralTree literal && literal.getValue() instanceof Integer number) ? number : null;
	}

	private static Optional<Integer> told(MethodInvocationTree call) {
		return call.getArguments()
			.stream()
			.map((argument) -> STATUS.matcher(argument.toString()))
			.filter(Matcher::matches)
			.map((status) -> HttpStatus.valueOf(status.group(1)).value())
			.findFirst();
	}

	private static String name(Tree call) {
		if (call instanceof MethodInvocationTree method) {
			String select = method.getMethodSelect().toString();
			return select.startsWith("Refusal.") ? select : select.replaceFirst("(?s).*\\.", "");
		}
		return (call instanceof NewClassTree made) ? made.getIdentifier().toString().replaceFirst(".*\\.", "") : "";
	}

	private static Iterable<? extends CompilationUnitTree> sources() throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
				Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
			List<Path> all = sources.filter((file) -> file.toString().endsWith(".java"))
				.sorted(Comparator.naturalOrder())
				.toList();
			return ((JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null,
					files.getJavaFileObjectsFromPaths(all)))
				.parse();
		}
	}

}
