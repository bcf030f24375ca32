package io.orderflow.account;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FirstNameTest {

	@ParameterizedTest
	@CsvSource({ "Camille Durand,Camille", "Léa,Léa", "Jean-Luc Petit,Jean-Luc", "M. Durand,M. Durand",
			"Dr Weiss,Dr Weiss", "Mme Durand,Mme Durand", "MRS Smith,MRS Smith", "Prof Weiss,Prof Weiss",
			"Maître Petit,Maître Petit", "Missy Elliott,Missy", "'  Ada  Lovelace ',Ada" })
	void people_are_greeted_by_their_first_name(String name, String greeted) {
		assertThat(FirstName.of(name)).isEqualTo(greeted);
	}

}
