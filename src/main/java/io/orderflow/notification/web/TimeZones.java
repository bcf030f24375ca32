package io.orderflow.notification.web;

import java.text.Collator;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.ibm.icu.util.TimeZone;
import io.orderflow.platform.ReaderFormats.PlaceNames;

/**
 * The time zones that one chooses from, by part of the world and place, so that a list
 * finds a place by its first letters. Each place has the one name that it goes by now.
 */
final class TimeZones {

	/** Of the world; the name ends the key of its text. */
	private static final List<String> PARTS = List.of("Europe", "Africa", "America", "Asia", "Australia", "Pacific",
			"Atlantic", "Indian", "Antarctica");

	private final PlaceNames names;

	private final Collator order;

	private final Instant now;

	/**
	 * As they are called and sorted in a language.
	 * @param now when their distance from UTC is told
	 */
	TimeZones(Locale language, Instant now) {
		this.names = new PlaceNames(language);
		this.order = Collator.getInstance(language);
		this.now = now;
	}

	/** Whether a zone is among them. */
	static boolean listed(String id) {
		return id.equals("UTC")
				|| PARTS.contains(id.replaceFirst("/.*", "")) && id.contains("/") && id.equals(TimeZone.getIanaID(id));
	}

	List<Part> parts() {
		return Stream
			.concat(PARTS.stream().map(this::part), Stream.of(new Part("UTC", List.of(new Zone("UTC", "UTC")))))
			.toList();
	}

	private Part part(String name) {
		return new Part(name,
				ZoneId.getAvailableZoneIds()
					.stream()
					.filter((id) -> id.startsWith(name + "/") && listed(id))
					.map((id) -> new Zone(id, place(id)))
					.sorted(Comparator.comparing(Zone::place, this.order))
					.toList());
	}

	private String place(String id) {
		String city = this.names.city(id).orElseGet(() -> id.substring(id.lastIndexOf('/') + 1).replace('_', ' '));
		return Stream
			.of(Stream.of(city), this.names.countryOf(id).filter((country) -> !country.equals(city)).stream(),
					Stream.of(offset(ZoneId.of(id).getRules().getOffset(this.now))))
			.flatMap(Function.identity())
			.collect(Collectors.joining(" · "));
	}

	/** As {@code UTC+5:30}. */
	private static String offset(ZoneOffset offset) {
		int minutes = Math.abs(offset.getTotalSeconds()) / 60;
		String sign = (offset.getTotalSeconds() < 0) ? "\u2212" : "+";
		return "UTC" + ((minutes == 0) ? ""
				: sign + minutes / 60 + ((minutes % 60 == 0) ? "" : String.format(Locale.ROOT, ":%02d", minutes % 60)));
	}

	/** A part of the world, with its zones. */
	record Part(String name, List<Zone> zones) {

	}

	/**
	 * A zone.
	 *
	 * @param place by which it is found: city, country and distance from UTC
	 */
	record Zone(String id, String place) {

	}

}
