package io.orderflow.notification.web;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The time zones that one chooses from, by part of the world and place, so that a list
 * finds a place by its first letters. Each place has the one name that it goes by now.
 */
final class TimeZones {

	/** Names of before that the database keeps beside those of now. */
	private static final Set<String> FORMER = Arrays.stream("""
			Africa/Asmera Africa/Timbuktu America/Argentina/ComodRivadavia America/Atka America/Buenos_Aires
			America/Catamarca America/Coral_Harbour America/Cordoba America/Ensenada America/Fort_Wayne
			America/Godthab America/Indianapolis America/Jujuy America/Knox_IN America/Louisville America/Mendoza
			America/Montreal America/Porto_Acre America/Rosario America/Santa_Isabel America/Shiprock
			America/Virgin Antarctica/South_Pole Asia/Ashkhabad Asia/Calcutta Asia/Chongqing Asia/Chungking
			Asia/Dacca Asia/Harbin Asia/Istanbul Asia/Kashgar Asia/Katmandu Asia/Macao Asia/Rangoon Asia/Saigon
			Asia/Tel_Aviv Asia/Thimbu Asia/Ujung_Pandang Asia/Ulan_Bator Atlantic/Faeroe Australia/ACT
			Australia/Canberra Australia/LHI Australia/NSW Australia/North Australia/Queensland Australia/South
			Australia/Tasmania Australia/Victoria Australia/West Australia/Yancowinna Europe/Kiev Europe/Nicosia
			Europe/Uzhgorod Europe/Zaporozhye Pacific/Enderbury Pacific/Johnston Pacific/Ponape Pacific/Samoa
			Pacific/Truk Pacific/Yap
			""".strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());

	/** Of the world; the name ends the key of its text. */
	static final List<Part> PARTS = Stream
		.concat(Stream
			.of("Europe", "Africa", "America", "Asia", "Australia", "Pacific", "Atlantic", "Indian", "Antarctica")
			.map(TimeZones::part), Stream.of(new Part("UTC", List.of(new Zone("UTC", "UTC")))))
		.toList();

	private TimeZones() {
	}

	/** Whether a zone is among them. */
	static boolean listed(String id) {
		return PARTS.stream().flatMap((part) -> part.zones().stream()).anyMatch((zone) -> zone.id().equals(id));
	}

	private static Part part(String name) {
		return new Part(name,
				ZoneId.getAvailableZoneIds()
					.stream()
					.filter((id) -> id.startsWith(name + "/") && !FORMER.contains(id))
					.sorted()
					.map((id) -> new Zone(id, id.substring(name.length() + 1).replace('_', ' ').replace("/", ", ")))
					.toList());
	}

	/** A part of the world, with its zones. */
	record Part(String name, List<Zone> zones) {

	}

	/**
	 * A zone.
	 *
	 * @param place by which it is found
	 */
	record Zone(String id, String place) {

	}

}
