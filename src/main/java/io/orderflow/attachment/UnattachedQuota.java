package io.orderflow.attachment;

import java.util.UUID;

import io.orderflow.platform.Refusal;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/**
 * How much one account may have uploaded that is attached to nothing, uploads that are
 * still coming among it. Uploads of one account at once look one after the other, so that
 * together they are not more than each alone may be.
 */
@Component
class UnattachedQuota {

	/**
	 * Of other files that a person uploads: the one that is coming says itself how much
	 * it is.
	 */
	static final String OTHERS = """
			select count(*), coalesce(sum(coalesce(size, arrived)), 0) from attachment
			where owner = :owner and attached_at is null and not derived and id <> :id
			""";

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final AttachmentSettings settings;

	UnattachedQuota(JdbcClient jdbc, TransactionTemplate transaction, AttachmentSettings settings) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.settings = settings;
	}

	private record Others(int files, long bytes) {

	}

	/**
	 * Does what makes a file larger, or one more, if there is room for it.
	 * @param bytes how large the file is then
	 * @throws Refusal {@code unattached-too-many}, {@code unattached-too-large}, on
	 * {@code file}
	 */
	void within(String owner, UUID id, long bytes, Runnable step) {
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.sql("select pg_advisory_xact_lock(hashtextextended('attachment ' || :owner, 0))")
				.param("owner", owner)
				.query((row) -> {
				});
			Others others = this.jdbc.sql(OTHERS)
				.param("owner", owner)
				.param("id", id)
				.query((row, number) -> new Others(row.getInt(1), row.getLong(2)))
				.single();
			if (others.files() >= this.settings.maxUnattached()) {
				throw Refusal.tooLarge("file", "unattached-too-many", this.settings.maxUnattached());
			}
			DataSize most = this.settings.maxUnattachedSize();
			if (others.bytes() + bytes > most.toBytes()) {
				throw Refusal.tooLarge("file", "unattached-too-large", SizeFormat.text(most));
			}
			step.run();
		});
	}

}
