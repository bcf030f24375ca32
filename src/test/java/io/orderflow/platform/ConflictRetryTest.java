package io.orderflow.platform;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.persistence.OptimisticLockException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.OptimisticLockingFailureException;

import static io.orderflow.RefusalAssertions.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Two who change the same at once. */
class ConflictRetryTest {

	private final AtomicInteger runs = new AtomicInteger();

	@Test
	void who_loses_a_race_runs_again() {
		ConflictRetry.run(() -> {
			if (this.runs.incrementAndGet() < 4) {
				throw new OptimisticLockingFailureException("lost");
			}
		});
		assertThat(this.runs).hasValue(4);
	}

	@Test
	void who_loses_every_time_is_told_so() {
		assertThat(codeOf(() -> ConflictRetry.run(() -> {
			this.runs.incrementAndGet();
			throw new OptimisticLockingFailureException("lost");
		}))).isEqualTo("CONFLICT changed-meanwhile");
		assertThat(this.runs).hasValue(4);
	}

	@Test
	void what_went_well_runs_once() {
		ConflictRetry.run(this.runs::incrementAndGet);
		assertThat(this.runs).hasValue(1);
	}

	@Test
	void every_other_failure_is_nobody_s_conflict() {
		assertThatIllegalStateException().isThrownBy(() -> ConflictRetry.run(() -> {
			this.runs.incrementAndGet();
			throw new IllegalStateException("broken");
		})).withMessage("broken");
		assertThat(this.runs).hasValue(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "40001", "40P01", "23505" })
	void the_database_tells_a_lost_race_by_its_state(String state) {
		assertThat(ConflictRetry.lostRace(new IllegalStateException(new SQLException("lost", state)))).isTrue();
	}

	@Test
	void a_lost_race_is_told_from_every_other_failure() {
		assertThat(ConflictRetry.lostRace(new CannotAcquireLockException("lost"))).isTrue();
		assertThat(ConflictRetry.lostRace(new RuntimeException(new OptimisticLockException()))).isTrue();
		assertThat(ConflictRetry.lostRace(new RuntimeException(new SQLException("broken", "42601")))).isFalse();
		assertThat(ConflictRetry.lostRace(new RuntimeException(new SQLException("broken")))).isFalse();
	}

}
