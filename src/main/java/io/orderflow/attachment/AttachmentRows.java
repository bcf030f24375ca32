package io.orderflow.attachment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import static io.orderflow.platform.Columns.instant;
import static io.orderflow.platform.Columns.utc;

/**
 * The table of attachments. Plain SQL, not JPA: an upload must not hold a transaction,
 * and every change is one conditional statement that says by its count whether it won.
 */
@Repository
class AttachmentRows {

	private static final String COLUMNS = """
			select id, owner, file_name, content_type, size, sha256, completed_at, slot, order_number, purpose
			from attachment
			""";

	static final String STAGED = COLUMNS + """
			where owner = :owner and slot like :pattern and attached_at is null and completed_at is not null
			order by uploaded_at, id
			limit 1000
			""";

	static final String FORGOTTEN = """
			select id from attachment where attached_at is null and uploaded_at < :time
			order by uploaded_at limit :limit
			""";

	private final JdbcClient jdbc;

	AttachmentRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	void begin(UUID id, String owner, String fileName, @Nullable String slot, long announced, Instant now) {
		begin(id, owner, fileName, slot, announced, false, now);
	}

	/** One that a program makes, of which the owner need not know. */
	void beginDerived(UUID id, String owner, String fileName, Instant now) {
		begin(id, owner, fileName, null, 0, true, now);
	}

	private void begin(UUID id, String owner, String fileName, @Nullable String slot, long announced, boolean derived,
			Instant now) {
		this.jdbc.sql("""
				insert into attachment (id, owner, file_name, slot, arrived, derived, uploaded_at)
				values (:id, :owner, :fileName, :slot, :announced, :derived, :now)
				""")
			.param("id", id)
			.param("owner", owner)
			.param("fileName", fileName)
			.param("slot", slot)
			.param("announced", announced)
			.param("derived", derived)
			.param("now", utc(now))
			.update();
	}

	/** Notes how much has come, or was announced to come. */
	void arrived(UUID id, long bytes) {
		this.jdbc.sql("update attachment set arrived = greatest(arrived, :bytes) where id = :id")
			.param("bytes", bytes)
			.param("id", id)
			.update();
	}

	void complete(Attachment attachment) {
		this.jdbc.sql("""
				update attachment set content_type = :contentType, size = :size, sha256 = :sha256, completed_at = :now
				where id = :id
				""")
			.param("contentType", attachment.contentType())
			.param("size", attachment.size())
			.param("sha256", attachment.sha256())
			.param("now", utc(attachment.uploadedAt()))
			.param("id", attachment.id())
			.update();
	}

	/** One that has come whole. */
	void add(Attachment attachment) {
		this.jdbc.sql("""
				insert into attachment (id, owner, file_name, slot, arrived, uploaded_at, content_type, size, sha256,
					completed_at)
				values (:id, :owner, :fileName, :slot, :size, :now, :contentType, :size, :sha256, :now)
				""")
			.param("id", attachment.id())
			.param("owner", attachment.owner())
			.param("fileName", attachment.fileName())
			.param("slot", attachment.slot())
			.param("size", attachment.size())
			.param("now", utc(attachment.uploadedAt()))
			.param("contentType", attachment.contentType())
			.param("sha256", attachment.sha256())
			.update();
	}

	/** Removes what nobody has taken; false when somebody has. */
	boolean removeUnattached(UUID id) {
		return this.jdbc.sql("delete from attachment where id = :id and attached_at is null")
			.param("id", id)
			.update() == 1;
	}

	/** As if it had been uploaded now, and taken by nobody. */
	void detach(UUID id, Instant now) {
		this.jdbc.sql("""
				update attachment set order_number = null, purpose = null, attached_at = null, uploaded_at = :now
				where id = :id
				""").param("now", utc(now)).param("id", id).update();
	}

	/** Removes it, whatever took it. */
	void remove(UUID id) {
		this.jdbc.sql("delete from attachment where id = :id").param("id", id).update();
	}

	Optional<Attachment> find(UUID id) {
		return this.jdbc.sql(COLUMNS + "where id = :id and completed_at is not null")
			.param("id", id)
			.query(AttachmentRows::attachment)
			.optional();
	}

	List<Attachment> all(Collection<UUID> ids) {
		if (ids.isEmpty()) {
			return List.of();
		}
		return this.jdbc.sql(COLUMNS + "where id in (:ids) and completed_at is not null order by uploaded_at, id")
			.param("ids", ids)
			.query(AttachmentRows::attachment)
			.list();
	}

	/**
	 * Locks them until the transaction ends, always in the same order: two steps that
	 * want the same files cannot wait for each other.
	 */
	List<Attachment> allLocked(Collection<UUID> ids) {
		return this.jdbc.sql(COLUMNS + "where id in (:ids) and completed_at is not null order by id for no key update")
			.param("ids", ids)
			.query(AttachmentRows::attachment)
			.list();
	}

	void attach(Collection<UUID> ids, AttachmentUse use, Instant now) {
		this.jdbc.sql("""
				update attachment set order_number = :orderNumber, purpose = :purpose, attached_at = :now
				where id in (:ids) and attached_at is null
				""")
			.param("orderNumber", use.orderNumber())
			.param("purpose", use.purpose())
			.param("now", utc(now))
			.param("ids", ids)
			.update();
	}

	List<Attachment> staged(String owner, String slotPrefix) {
		String pattern = slotPrefix.replaceAll("([\\\\%_])", "\\\\$1") + "%";
		return this.jdbc.sql(STAGED)
			.param("owner", owner)
			.param("pattern", pattern)
			.query(AttachmentRows::attachment)
			.list();
	}

	/** Those staged where one prefix leads go where another does. */
	void restage(String owner, String slotPrefix, String newPrefix) {
		this.jdbc.sql("""
				update attachment set slot = :new || substr(slot, length(:old) + 1)
				where owner = :owner and starts_with(slot, :old) and attached_at is null
				""").param("owner", owner).param("old", slotPrefix).param("new", newPrefix).update();
	}

	/**
	 * The files attached to an order's steps, and those that somebody has staged for it;
	 * without previews, of which there may be many, and dossiers.
	 */
	List<Attachment> around(String orderNumber, String owner) {
		return this.jdbc.sql(COLUMNS + """
				where order_number = :number and attached_at is not null
				and purpose not like 'message/%' and purpose not like 'preview/%' and purpose not like 'dossier/%'
				union all
				""" + COLUMNS + """
				where owner = :owner and slot like :number || '/%' and attached_at is null and completed_at is not null
				order by completed_at, id
				limit 2000
				""").param("number", orderNumber).param("owner", owner).query(AttachmentRows::attachment).list();
	}

	/** The oldest that nobody has taken, whole or not. */
	List<UUID> unattachedBefore(Instant time, int limit) {
		return this.jdbc.sql(FORGOTTEN).param("time", utc(time)).param("limit", limit).query(UUID.class).list();
	}

	private static Attachment attachment(ResultSet row, int number) throws SQLException {
		return new Attachment(row.getObject("id", UUID.class), row.getString("owner"), row.getString("file_name"),
				row.getString("content_type"), row.getLong("size"), row.getString("sha256"),
				instant(row, "completed_at"), row.getString("slot"), row.getString("order_number"),
				row.getString("purpose"));
	}

}
