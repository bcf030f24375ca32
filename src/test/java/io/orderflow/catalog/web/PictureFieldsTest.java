package io.orderflow.catalog.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.orderflow.catalog.ListingPicture;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pictures on the form of a service: added, moved and removed before anything is saved.
 */
class PictureFieldsTest {

	private final Map<String, List<String>> form = form("fox", "hen", "owl");

	@Test
	void what_is_shown_of_a_service_is_what_it_has() {
		UUID id = UUID.randomUUID();
		Map<String, List<String>> values = new LinkedHashMap<>();
		PictureFields.of(List.of(new ListingPicture(id, 1_600, 900, "A fox")), values);
		assertThat(PictureFields.read(values)).containsExactly(new ListingBody.Picture(id.toString(), "A fox"));
	}

	@Test
	void a_new_one_stands_behind_the_others_without_a_text() {
		assertThat(ids(PictureFields.with(this.form, "cat"))).containsExactly("fox", "hen", "owl", "cat");
		assertThat(PictureFields.with(this.form, "cat")).containsEntry("pictures[3].alternativeText", List.of(""))
			.containsEntry("title", List.of("Storyboard"));
	}

	@Test
	void one_moves_up_or_down_with_its_text_and_stays_at_the_ends() {
		assertThat(ids(PictureFields.changed(this.form, "picture-earlier-1"))).containsExactly("hen", "fox", "owl");
		assertThat(ids(PictureFields.changed(this.form, "picture-later-1"))).containsExactly("fox", "owl", "hen");
		assertThat(ids(PictureFields.changed(this.form, "picture-earlier-0"))).containsExactly("fox", "hen", "owl");
		assertThat(ids(PictureFields.changed(this.form, "picture-later-2"))).containsExactly("fox", "hen", "owl");
		assertThat(PictureFields.changed(this.form, "picture-earlier-2")).containsEntry("pictures[1].alternativeText",
				List.of("Picture of owl"));
	}

	@Test
	void those_behind_one_that_is_removed_move_up() {
		Map<String, List<String>> less = PictureFields.changed(this.form, "picture-remove-0");
		assertThat(ids(less)).containsExactly("hen", "owl");
		assertThat(less).doesNotContainKey("pictures[2].id").containsEntry("title", List.of("Storyboard"));
		assertThat(PictureFields.changed(this.form, "picture-remove-3")).isEqualTo(this.form);
	}

	@Test
	void only_its_own_buttons_change_it() {
		assertThat(List.of("picture-earlier-0", "picture-later-12", "picture-remove-5"))
			.allMatch(PictureFields::changedBy);
		assertThat(List.of("pictures", "remove-1", "picture-remove-", "picture-first-1", "save"))
			.noneMatch(PictureFields::changedBy);
	}

	@Test
	void the_keyboard_stays_with_the_picture_that_was_moved() {
		assertThat(PictureFields.focus("picture-earlier-2", 3)).isEqualTo("picture-earlier-1");
		assertThat(PictureFields.focus("picture-earlier-1", 3)).as("up is not there any more")
			.isEqualTo("picture-later-0");
		assertThat(PictureFields.focus("picture-later-0", 3)).isEqualTo("picture-later-1");
		assertThat(PictureFields.focus("picture-later-1", 3)).isEqualTo("picture-earlier-2");
		assertThat(PictureFields.focus("picture-remove-2", 2)).isEqualTo("picture-remove-1");
		assertThat(PictureFields.focus("picture-remove-0", 0)).as("none is left").isEqualTo("new-pictures");
		assertThat(PictureFields.focus("add", 3)).isEmpty();
	}

	private static List<String> ids(Map<String, List<String>> values) {
		return PictureFields.read(values).stream().map(ListingBody.Picture::id).toList();
	}

	private static Map<String, List<String>> form(String... ids) {
		Map<String, List<String>> values = new LinkedHashMap<>(Map.of("title", List.of("Storyboard")));
		for (int i = 0; i < ids.length; i++) {
			values.put("pictures[" + i + "].id", List.of(ids[i]));
			values.put("pictures[" + i + "].alternativeText", List.of("Picture of " + ids[i]));
		}
		return values;
	}

}
