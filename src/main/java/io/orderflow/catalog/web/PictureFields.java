package io.orderflow.catalog.web;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.orderflow.catalog.ListingPicture;
import io.orderflow.platform.FormFields;
import org.jspecify.annotations.Nullable;

/**
 * The pictures on the form in which a freelancer writes a service: which they are and
 * what is to be seen on them, moved and removed by buttons that only change the form.
 */
final class PictureFields {

	private static final Pattern FIELD = Pattern.compile("pictures\\[(\\d{1,3})]\\..*");

	private static final Pattern ACTION = Pattern.compile("picture-(earlier|later|remove)-(\\d{1,3})");

	private PictureFields() {
	}

	/** Those of a service as it was written last. */
	static void of(List<ListingPicture> pictures, Map<String, List<String>> values) {
		write(pictures.stream()
			.map((picture) -> new ListingBody.Picture(picture.id().toString(), picture.alternativeText()))
			.toList(), values);
	}

	/** Those on the form, in order. */
	static List<ListingBody.@Nullable Picture> read(Map<String, List<String>> values) {
		Set<Integer> numbers = new TreeSet<>();
		for (String field : values.keySet()) {
			Matcher picture = FIELD.matcher(field);
			if (picture.matches()) {
				numbers.add(Integer.parseInt(picture.group(1)));
			}
		}
		FormFields fields = new FormFields(values);
		List<ListingBody.@Nullable Picture> pictures = new ArrayList<>();
		numbers
			.forEach((number) -> pictures.add(new ListingBody.Picture(fields.textOrEmpty("pictures[" + number + "].id"),
					fields.textOrEmpty("pictures[" + number + "].alternativeText"))));
		return pictures;
	}

	/** Which they are, in order; what is no id stands for none. */
	static List<UUID> ids(Map<String, List<String>> values) {
		return read(values).stream().map((picture) -> id((picture != null) ? picture.id() : null)).toList();
	}

	private static UUID id(@Nullable String given) {
		try {
			return UUID.fromString(ListingBody.text(given));
		}
		catch (IllegalArgumentException ex) {
			return new UUID(0, 0);
		}
	}

	/** The form with one more behind the others, of which nothing is said yet. */
	static Map<String, List<String>> with(Map<String, List<String>> values, String id) {
		List<ListingBody.@Nullable Picture> pictures = read(values);
		pictures.add(new ListingBody.Picture(id, ""));
		return written(pictures, values);
	}

	/** Whether the button moves or removes a picture. */
	static boolean changedBy(String action) {
		return ACTION.matcher(action).matches();
	}

	/** The form after one was moved or removed; what is not there stays so. */
	static Map<String, List<String>> changed(Map<String, List<String>> values, String action) {
		Matcher asked = ACTION.matcher(action);
		List<ListingBody.@Nullable Picture> pictures = read(values);
		if (!asked.matches() || Integer.parseInt(asked.group(2)) >= pictures.size()) {
			return values;
		}
		int number = Integer.parseInt(asked.group(2));
		switch (asked.group(1)) {
			case "earlier" -> Collections.swap(pictures, number, Math.max(0, number - 1));
			case "later" -> Collections.swap(pictures, number, Math.min(pictures.size() - 1, number + 1));
			default -> pictures.remove(number);
		}
		return written(pictures, values);
	}

	/**
	 * Where the keyboard goes on with the picture that was moved: the id of a button, or
	 * of the field for more where none is left; empty where none was.
	 */
	static String focus(String action, int pictures) {
		Matcher asked = ACTION.matcher(action);
		if (!asked.matches()) {
			return "";
		}
		if (pictures == 0) {
			return "new-pictures";
		}
		return "picture-" + MovedRow.button(asked.group(1), Integer.parseInt(asked.group(2)), pictures);
	}

	private static Map<String, List<String>> written(List<ListingBody.@Nullable Picture> pictures,
			Map<String, List<String>> values) {
		Map<String, List<String>> changed = new LinkedHashMap<>(values);
		changed.keySet().removeIf((field) -> FIELD.matcher(field).matches());
		write(pictures, changed);
		return changed;
	}

	private static void write(List<ListingBody.@Nullable Picture> pictures, Map<String, List<String>> values) {
		for (int i = 0; i < pictures.size(); i++) {
			ListingBody.Picture picture = pictures.get(i);
			if (picture != null) {
				values.put("pictures[" + i + "].id", List.of(ListingBody.text(picture.id())));
				values.put("pictures[" + i + "].alternativeText", List.of(ListingBody.text(picture.alternativeText())));
			}
		}
	}

}
