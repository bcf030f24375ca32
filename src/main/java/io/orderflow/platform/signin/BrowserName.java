package io.orderflow.platform.signin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What people call a browser, from what it calls itself: enough to tell one's own apart.
 */
public final class BrowserName {

	/** In this order: most call themselves Chrome and Safari too. */
	private static final Map<String, String> BROWSERS = new LinkedHashMap<>();

	private static final Map<String, String> SYSTEMS = new LinkedHashMap<>();

	static {
		BROWSERS.put("Edg", "Edge");
		BROWSERS.put("OPR/", "Opera");
		BROWSERS.put("SamsungBrowser", "Samsung Internet");
		BROWSERS.put("Firefox/", "Firefox");
		BROWSERS.put("FxiOS", "Firefox");
		BROWSERS.put("CriOS", "Chrome");
		BROWSERS.put("Chrome/", "Chrome");
		BROWSERS.put("Safari/", "Safari");
		SYSTEMS.put("Android", "Android");
		SYSTEMS.put("iPhone", "iPhone");
		SYSTEMS.put("iPad", "iPad");
		SYSTEMS.put("Windows", "Windows");
		SYSTEMS.put("Mac OS X", "macOS");
		SYSTEMS.put("CrOS", "ChromeOS");
		SYSTEMS.put("Linux", "Linux");
	}

	private BrowserName() {
	}

	/** Like <i>Firefox · Linux</i>; null where it is none that is known. */
	public static @Nullable String of(@Nullable String userAgent) {
		if (userAgent == null) {
			return null;
		}
		Optional<String> browser = first(BROWSERS, userAgent);
		Optional<String> system = first(SYSTEMS, userAgent);
		return browser.map((name) -> system.map((on) -> name + " · " + on).orElse(name)).or(() -> system).orElse(null);
	}

	private static Optional<String> first(Map<String, String> names, String userAgent) {
		return names.entrySet()
			.stream()
			.filter((name) -> userAgent.contains(name.getKey()))
			.map(Map.Entry::getValue)
			.findFirst();
	}

}
