package io.orderflow.platform.engine;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import io.orderflow.platform.PasswordRules;
import io.orderflow.platform.Refusal;
import org.camunda.bpm.engine.identity.PasswordPolicy;
import org.camunda.bpm.engine.identity.PasswordPolicyRule;
import org.camunda.bpm.engine.identity.User;
import org.jspecify.annotations.Nullable;

/**
 * The rules of {@link PasswordRules} as the engine knows rules, so that Camunda Admin
 * shows them and the engine holds them, whoever sets a password.
 */
class EnginePasswordPolicy implements PasswordPolicy {

	private static final String FIELD = "password";

	@Override
	public List<PasswordPolicyRule> getRules() {
		return List.of(new Length(), new Guessed());
	}

	/** What is wrong with a password of a user; empty where nothing is. */
	static Optional<Refusal.Problem> problem(String password, @Nullable User user) {
		return PasswordRules.problem(FIELD, password, own(user));
	}

	private static List<String> own(@Nullable User user) {
		return (user == null) ? List.of()
				: Stream.of(user.getId(), user.getFirstName(), user.getLastName(), user.getEmail())
					.filter(Objects::nonNull)
					.toList();
	}

	/** Camunda Admin has a text for this name. */
	private static final class Length implements PasswordPolicyRule {

		@Override
		public String getPlaceholder() {
			return "PASSWORD_POLICY_LENGTH";
		}

		@Override
		public Map<String, String> getParameters() {
			return Map.of("minLength", String.valueOf(PasswordRules.SHORTEST));
		}

		@Override
		public boolean execute(String password) {
			return password.codePointCount(0, password.length()) >= PasswordRules.SHORTEST;
		}

	}

	/** Camunda Admin's text for this name says that it must not hold the user's data. */
	private static final class Guessed implements PasswordPolicyRule {

		@Override
		public String getPlaceholder() {
			return "PASSWORD_POLICY_USER_DATA";
		}

		@Override
		public Map<String, String> getParameters() {
			return Map.of();
		}

		@Override
		public boolean execute(String password) {
			return execute(password, null);
		}

		@Override
		public boolean execute(String password, @Nullable User user) {
			return problem(password, user).filter((problem) -> !problem.code().equals("password-too-short")).isEmpty();
		}

	}

}
