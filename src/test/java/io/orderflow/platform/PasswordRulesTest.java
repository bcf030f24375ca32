package io.orderflow.platform;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which passwords are taken. */
class PasswordRulesTest {

	private static final List<String> OWN = List.of("lmoreau", "Léa Moreau", "lea.moreau@atelier.example");

	@ParameterizedTest
	@ValueSource(strings = { "password123", "Password123!", "P@ssw0rd1234", "PASSWORDPASSWORD", "qwertyuiop",
			"Azertyuiop1", "123456789012", "abcdefghijkl", "0987654321", "aaaaaaaaaaaa", "ababababab", "motdepasse2026",
			"MotDePasse!!", "iloveyou2024", "welcome-2026", "orderflow1", "orderflow2026!", "Administrator1",
			"letmein letmein", "correct horse battery staple", "football 2026" })
	void what_is_tried_first_is_refused(String password) {
		assertThat(PasswordRules.problem("password", password, OWN)).isPresent()
			.get()
			.extracting(Refusal.Problem::code)
			.isIn("password-known", "password-too-easy");
	}

	@ParameterizedTest
	@ValueSource(strings = { "leamoreau12", "Lea.Moreau.1", "moreau-moreau", "lmoreau2026!",
			"lea.moreau@atelier.example", "Léa Moreau 26", "lea-orderflow-1" })
	void ones_own_name_is_no_password(String password) {
		assertThat(PasswordRules.problem("password", password, OWN)).isPresent()
			.get()
			.extracting(Refusal.Problem::code)
			.isEqualTo("password-too-easy");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a long enough password", "quite another password", "un chat sur le toit", "tgK93!xq0Lm",
			"lea aime les girafes", "пароль из слов", "ひらがなのことばたち", "my dog ate 3 shoes" })
	void what_nobody_tries_first_is_taken(String password) {
		assertThat(PasswordRules.problem("password", password, OWN)).isEmpty();
	}

	@Test
	void length_is_counted_in_characters() {
		assertThat(code("tgK93!xq0")).isEqualTo("password-too-short");
		assertThat(code("🔐🦒🐙🍋🌵🎺🪁🧵🪨")).isEqualTo("password-too-short");
		assertThat(PasswordRules.problem("password", "🔐🦒🐙🍋🌵🎺🪁🧵🪨🫖", OWN)).isEmpty();
		assertThat(code("giraffe ".repeat(26))).isEqualTo("text-too-long");
		assertThat(code("tgK93!x\u0000q0Lm")).isEqualTo("text-null-character");
	}

	private static String code(String password) {
		return PasswordRules.problem("password", password, OWN).orElseThrow().code();
	}

}
