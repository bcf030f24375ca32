package io.orderflow.drawing;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What drawing needs of this process's class path. Java looks through every jar there is
 * for each thing that may be plugged in (readers of pictures, parsers), which takes much
 * of the time of a short process; and what is not there no hostile file can use.
 */
enum DrawingClassPath {

	/** For the files of {@link PictureDrawer}. */
	PICTURES(Set.of("common-", "imageio-")),
	/** For all others. */
	ALL(Set.of(
			// pictures and SVG
			"common-", "imageio-", "jsvg-",
			// PDF
			"commons-logging-", "fontbox-", "jbig2-", "pdfbox-",
			// office
			"SparseBitSet-", "commons-codec-", "commons-collections4-", "commons-compress-", "commons-io-",
			"commons-lang3-", "commons-math3-", "curvesapi-", "log4j-api-", "poi-", "xmlbeans-",
			// recordings
			"metadata-extractor-", "tika-", "xmpcore-",
			// documents
			"attoparser-", "graphics2d-", "icu4j-", "jackson-annotations-", "jackson-core-", "jackson-databind-",
			"jackson-datatype-jsr310-", "openhtmltopdf-", "spring-aop-", "spring-beans-", "spring-context-",
			"spring-expression-", "spring-web-", "spring-webmvc-", "thymeleaf-", "unbescape-", "xmpbox-",
			// what those need
			"jspecify-", "slf4j-api-", "spring-core-", "spring-jcl-"));

	private final Set<String> libraries;

	/**
	 * @param libraries how the names of the libraries begin
	 */
	DrawingClassPath(Set<String> libraries) {
		this.libraries = libraries;
	}

	/** What is needed to draw files of a type. */
	static DrawingClassPath ofType(String type) {
		return PictureDrawer.TYPES.contains(type) ? PICTURES : ALL;
	}

	/** Of a class path, the application itself and what of the rest is needed. */
	String of(String classPath) {
		return Stream.of(classPath.split(File.pathSeparator))
			.filter((entry) -> !isLibrary(entry) || isNeeded(entry))
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static boolean isLibrary(String entry) {
		return entry.endsWith(".jar") && !Path.of(entry).toAbsolutePath().equals(application());
	}

	private boolean isNeeded(String entry) {
		String name = Path.of(entry).getFileName().toString();
		return this.libraries.stream().anyMatch(name::startsWith);
	}

	private static Path application() {
		try {
			return Path.of(DrawingClassPath.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
