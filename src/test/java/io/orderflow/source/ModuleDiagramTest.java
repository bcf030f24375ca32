package io.orderflow.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.orderflow.OrderflowApplication;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Draws the modules that Spring Modulith finds, with what each uses, and keeps
 * {@code docs/modules.md} equal to the drawing. Mermaid, because it is shown where the
 * sources are read, without being rendered first.
 */
class ModuleDiagramTest {

	private static final String RENEW = "orderflow.renew-docs";

	private static final Path FILE = Path.of("docs/modules.md");

	private static final String ROOT = "io.orderflow.";

	/** The largest module, with a drawing of its inside. */
	private static final String ORDER = ROOT + "order";

	/** Every feature stands on it: its arrows would hide the others. */
	private static final String PLATFORM = "platform";

	private static final String TEXT = """
			# Modules

			Each package below `io.orderflow` is a module. Pages and API of a module are in its `web` package, but for \
			passkeys' page (`account.passkey`). An arrow points to a module that is used. Arrows to `platform`, which \
			every module but `worker` and `drawing` may use, are left out. `ArchitectureTest` refuses cycles, and the engine's classes outside of \
			`fulfilment`, `platform.engine` and `worker`.

			Where a module needs something of one that depends on it, it declares an interface, and the other \
			implements it:

			| interface | for | implemented in |
			| --- | --- | --- |
			| `OrderFlow`, `RequestFlow`, `ListingFlow`, `NotificationFlow` | starting and advancing processes | `fulfilment` |
			| `OrderDiagramSource` | where a process stands | `fulfilment` |
			| `ExternalTaskLocks` | which worker holds a task | `fulfilment` |
			| `UserStore` | users, their passwords and groups | `platform.engine` |
			| `CurrentReader` | who is reading | `account` |
			| `AccountMailer` | writing to people about their accounts | `notification.delivery` |
			| `ContactBook` | what two people did together | `contact` |
			| `AccessRule` | who may read a file | the module that attached it |
			| `PictureRule` | who may see a picture | the module that shows it |

			This page is written by `ModuleDiagramTest`, from what Spring Modulith finds in the code.

			%s
			%s
			## Inside `order`

			%s
			%s""";

	private static final Pattern COMMENT = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);

	private static final Pattern NAME = Pattern.compile("\\{@(?:link (?:[\\w.]+\\.)?|code )([^}]+)}");

	@Test
	void the_diagram_of_the_modules_shows_what_they_use() throws IOException {
		SortedMap<String, SortedSet<String>> modules = modules();
		SortedMap<String, SortedSet<String>> order = packagesOfOrder();
		String drawn = TEXT.formatted(drawing(modules), table("module", modules), drawing(order),
				table("package", order));
		if (Boolean.getBoolean(RENEW)) {
			Files.writeString(FILE, drawn);
		}
		assertThat(Files.readString(FILE))
			.as("%s is out of date. Renew it: ./mvnw test -Dtest=%s -D%s=true, and look at what changed: "
					+ "a new arrow is a decision", FILE, getClass().getSimpleName(), RENEW)
			.isEqualTo(drawn);
	}

	private static SortedMap<String, SortedSet<String>> modules() {
		ApplicationModules modules = ApplicationModules.of(OrderflowApplication.class);
		SortedMap<String, SortedSet<String>> uses = new TreeMap<>();
		for (ApplicationModule module : modules) {
			uses.put(module.getIdentifier().toString(),
					module.getDirectDependencies(modules)
						.uniqueModules()
						.map((used) -> used.getIdentifier().toString())
						.collect(Collectors.toCollection(TreeSet::new)));
		}
		return uses;
	}

	private static SortedMap<String, SortedSet<String>> packagesOfOrder() {
		SortedMap<String, SortedSet<String>> uses = new TreeMap<>();
		for (JavaClass type : new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
			.importPackages(ORDER)) {
			SortedSet<String> used = uses.computeIfAbsent(shortName(type), (name) -> new TreeSet<>());
			type.getDirectDependenciesFromSelf()
				.stream()
				.map((dependency) -> dependency.getTargetClass().getBaseComponentType())
				.filter((target) -> (target.getPackageName() + ".").startsWith(ORDER + "."))
				.map(ModuleDiagramTest::shortName)
				.filter((target) -> !target.equals(shortName(type)))
				.forEach(used::add);
		}
		return uses;
	}

	private static String shortName(JavaClass type) {
		return type.getPackageName().substring(ROOT.length());
	}

	private static String drawing(SortedMap<String, SortedSet<String>> uses) {
		StringBuilder drawing = new StringBuilder("```mermaid\nflowchart TB\n");
		uses.forEach((from, used) -> {
			if (!from.equals(PLATFORM)) {
				drawing.append("    %s[\"%s\"]\n".formatted(id(from), from));
				used.stream()
					.filter((to) -> !to.equals(PLATFORM))
					.forEach((to) -> drawing.append("    %s --> %s\n".formatted(id(from), id(to))));
			}
		});
		return drawing.append("```\n").toString();
	}

	private static String id(String name) {
		return name.replace('.', '_');
	}

	private static String table(String kind, SortedMap<String, SortedSet<String>> uses) throws IOException {
		StringBuilder table = new StringBuilder("| %s | what it holds | uses |\n| --- | --- | --- |\n".formatted(kind));
		for (String name : uses.keySet()) {
			List<String> used = uses.get(name).stream().map((other) -> "`" + other + "`").toList();
			table.append("| `%s` | %s | %s |\n".formatted(name, firstSentence(ROOT + name),
					used.isEmpty() ? "–" : String.join(", ", used)));
		}
		return table.toString();
	}

	/** What a package says of itself. */
	private static String firstSentence(String name) throws IOException {
		Path file = Path.of("src/main/java", name.replace('.', '/'), "package-info.java");
		Matcher comment = COMMENT.matcher(Files.readString(file));
		assertThat(comment.find()).as("%s says what the package holds", file).isTrue();
		String text = comment.group(1).replaceAll("\\R\\s*\\*\\s?", " ").strip().replaceAll("\\s+", " ");
		return NAME.matcher(text.split("(?<=\\.) (?=[A-Z])", 2)[0]).replaceAll("`$1`");
	}

}
