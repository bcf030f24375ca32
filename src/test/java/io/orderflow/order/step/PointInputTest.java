package io.orderflow.order.step;

import java.util.Set;

import io.orderflow.order.RevisionPoint;
import io.orderflow.order.RevisionPoint.Scope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How a point of a revision is written in one line (B5). */
class PointInputTest {

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-",
			value = { "[logo] Larger, please      | logo  | INSIDE  | Larger, please",
					"[outside] A third one      | -     | OUTSIDE | A third one",
					"[logo, outside] In gold    | logo  | OUTSIDE | In gold",
					"[outside,logo] In gold     | logo  | OUTSIDE | In gold",
					"Larger                     | -     | INSIDE  | Larger",
					"[task-2] Sharper           | task-2 | INSIDE | Sharper",
					"[task-2, outside] In gold  | task-2 | OUTSIDE | In gold",
					"[sic] as it stands         | sic   | INSIDE  | as it stands",
					"[1] is no name             | -     | INSIDE  | [1] is no name" })
	void a_line_names_what_it_belongs_to(String line, String belongsTo, Scope scope, String text) {
		Set<String> offered = Set.of("logo", "sic", "task-2", RevisionPoint.SOMETHING_ELSE);
		assertThat(PointInput.read(line, offered)).isEqualTo(new PointInput(text, belongsTo, scope));
		RevisionPoint recorded = new RevisionPoint(text, belongsTo, scope);
		assertThat(PointInput.read(PointInput.line(recorded), offered))
			.isEqualTo(new PointInput(text, recorded.belongsTo(), scope));
	}

}
