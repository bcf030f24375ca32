package io.orderflow.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import io.orderflow.OncePerFork;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The browser of this machine; nothing is downloaded. Chromium's headless shell is the
 * same browser without its window, and takes a third less of the machine. It is started
 * once for all tests.
 */
final class Chromium implements BeforeAllCallback {

	private static final List<String> NAMES = List.of("chromium-headless-shell", "chromium", "chromium-browser",
			"google-chrome", "google-chrome-stable", "chrome", "chrome.exe");

	private static final List<Path> ELSEWHERE = List.of(
			Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
			Path.of("/Applications/Chromium.app/Contents/MacOS/Chromium"),
			Path.of("C:/Program Files/Google/Chrome/Application/chrome.exe"));

	private static final OncePerFork<Started> STARTED = new OncePerFork<>(Chromium::start);

	private record Started(Playwright playwright, Browser browser) implements AutoCloseable {

		@Override
		public void close() {
			this.playwright.close();
		}

	}

	/** Starts it; where there is none the tests are skipped, in CI they fail. */
	@Override
	public void beforeAll(ExtensionContext context) {
		STARTED.get();
	}

	static Browser browser() {
		return STARTED.get().browser();
	}

	private static Started start() {
		Optional<Path> executable = find();
		if (executable.isEmpty()) {
			String missing = "No Chromium or Chrome on the PATH (CHROMIUM=… names one): no browser test is run.";
			if ("true".equals(System.getenv("CI"))) {
				Assertions.fail(missing);
			}
			System.out.println(missing);
			Assumptions.abort(missing);
		}
		Playwright playwright = Playwright
			.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
		return new Started(playwright,
				playwright.chromium()
					.launch(new LaunchOptions().setExecutablePath(executable.orElseThrow())
						// It runs as root in a container, and meets nothing but our own
						// pages.
						// It draws with the processor, and need not play a
						// graphics card for that.
						.setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-software-rasterizer",
								"--disable-quic", "--disable-background-networking", "--disable-component-update",
								"--disable-sync"))));
	}

	private static Optional<Path> find() {
		Stream<Path> named = Stream.ofNullable(System.getenv("CHROMIUM")).map(Path::of);
		Stream<Path> onPath = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
			.filter((folder) -> !folder.isBlank())
			.flatMap((folder) -> NAMES.stream().map((name) -> Path.of(folder, name)));
		return Stream.of(named, onPath, ELSEWHERE.stream())
			.flatMap((paths) -> paths)
			.filter(Files::isExecutable)
			.findFirst();
	}

}
