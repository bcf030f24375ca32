package io.orderflow.drawing;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How the tables of a document are laid out. */
class DocumentContentTest {

	/** Some 104 characters stand beside each other. */
	@Test
	void a_short_column_beside_long_ones_has_room_for_its_words() {
		DocumentContent.Table files = new DocumentContent.Table(
				List.of("Fichier", "Dans", "Taille", "Déposé", "SHA-256"),
				List.of(List.of("un renard très timide.jpg\nImage JPEG", "Livraisons et révisions", "1,2\u00a0Mo",
						"Camille Roux\njeudi 3 décembre 2026 à 13:00:07\n2026-12-03 12:00:07 UTC", "ab".repeat(32))));
		List<DocumentContent.Column> columns = files.measured();
		assertThat(columns.get(2).percent()).as("six characters and what is between").isGreaterThanOrEqualTo(7);
		assertThat(columns.get(1).percent()).as("livraisons").isGreaterThanOrEqualTo(11);
		assertThat(columns.get(4).percent()).as("half of a checksum").isGreaterThanOrEqualTo(25);
		assertThat(columns.stream().mapToInt(DocumentContent.Column::percent).sum()).isBetween(95, 100);
	}

	@Test
	void columns_of_long_words_share_what_there_is() {
		DocumentContent.Table table = new DocumentContent.Table(List.of("1", "2", "3", "4", "5", "6", "7", "8"),
				List.of(List.of("x".repeat(90), "x".repeat(90), "x".repeat(90), "x".repeat(90), "x".repeat(90),
						"x".repeat(90), "x".repeat(90), "1")));
		assertThat(table.measured()).extracting(DocumentContent.Column::percent)
			.containsExactly(13, 13, 13, 13, 13, 13, 13, 2);
	}

}
