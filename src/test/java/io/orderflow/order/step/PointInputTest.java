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
					"[sic] as it stands         | sic   | INSIDE  | as it stands",
					"[1] is no name             | -     | INSIDE  | [1] is no name" })
	void a_line_names_what_it_belongs_to(String line, String requirement, Scope scope, String text) {
		PointInput point = PointInput.read(line, Set.of("logo", "sic"));
		assertThat(point).isEqualTo(new PointInput(text, requirement, scope));
		assertThat(PointInput.read(PointInput.line(new RevisionPoint(text, requirement, scope)), Set.of("logo", "sic")))
			.isEqualTo(point);
	}

}
