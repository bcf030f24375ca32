package io.orderflow;

import java.util.List;

import io.orderflow.platform.Refusal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** What a refusal says, for tests to compare with. */
public final class RefusalAssertions {

	private RefusalAssertions() {
	}

	/** The refusal that something ends with; it fails where there is none. */
	public static Refusal refusalOf(ThrowingCallable refused) {
		Throwable thrown = catchThrowable(refused);
		assertThat(thrown).isInstanceOf(Refusal.class);
		return (Refusal) thrown;
	}

	/** {@code CONFLICT listing-under-review}: the kind and the code of the refusal. */
	public static String codeOf(ThrowingCallable refused) {
		Refusal refusal = refusalOf(refused);
		return refusal.kind() + " " + refusal.code();
	}

	/** {@code title text-missing}: everything that is wrong; empty where nothing is. */
	public static List<String> problemsOf(ThrowingCallable checked) {
		Throwable thrown = catchThrowable(checked);
		if (thrown == null) {
			return List.of();
		}
		assertThat(thrown).isInstanceOf(Refusal.class);
		Refusal refusal = (Refusal) thrown;
		assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
		return refusal.problems()
			.stream()
			.map((problem) -> String.join(" ", problem.field(), problem.code(),
					String.join(" ", problem.args().stream().map(String::valueOf).toList())))
			.map(String::strip)
			.toList();
	}

}
