package io.orderflow.drawing;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DrawingClassPathTest {

	private static final String WHOLE = System.getProperty("java.class.path");

	@Test
	void what_draws_is_there_and_what_runs_the_application_is_not() {
		List<String> entries = List.of(DrawingClassPath.ALL.of(WHOLE).split(File.pathSeparator));
		assertThat(entries).anyMatch((entry) -> entry.endsWith("classes"));
		assertThat(names(entries)).contains("pdfbox", "poi-ooxml", "imageio-webp", "jsvg", "thymeleaf-spring6")
			.doesNotContain("camunda-engine", "postgresql", "tomcat-embed-core", "hibernate-core", "spring-boot");
		assertThat(entries).hasSizeLessThan(WHOLE.split(File.pathSeparator).length / 3);
	}

	@Test
	void for_a_picture_its_readers_are_enough() {
		List<String> jars = Stream.of(DrawingClassPath.ofType("image/webp").of(WHOLE).split(File.pathSeparator))
			.filter((entry) -> entry.endsWith(".jar"))
			.toList();
		assertThat(names(jars)).isNotEmpty()
			.allMatch((name) -> name.startsWith("imageio-") || name.startsWith("common-"));
		assertThat(DrawingClassPath.ofType("application/pdf")).isEqualTo(DrawingClassPath.ALL);
	}

	@Test
	void whatever_the_drawing_classes_use_is_there() {
		JavaClasses drawing = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages("io.orderflow.drawing");
		List<String> entries = List.of(DrawingClassPath.ALL.of(WHOLE).split(File.pathSeparator));
		List<JavaClass> missing = drawing.stream()
			.flatMap((one) -> one.getDirectDependenciesFromSelf().stream())
			.map((dependency) -> dependency.getTargetClass().getBaseComponentType())
			.filter((used) -> !used.getPackageName().startsWith("java") && !used.isPrimitive())
			.distinct()
			.filter((used) -> used.getSource()
				.map((source) -> source.getUri().toString())
				.filter((source) -> !source.startsWith("jrt:") && entries.stream().noneMatch(source::contains))
				.isPresent())
			.toList();
		assertThat(missing).isEmpty();
	}

	private static Stream<String> names(List<String> entries) {
		return entries.stream().map((entry) -> Path.of(entry).getFileName().toString().replaceFirst("-\\d.*", ""));
	}

}
