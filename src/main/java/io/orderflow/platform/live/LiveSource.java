package io.orderflow.platform.live;

import java.util.List;

/** A feature whose rows people hear of live. */
public interface LiveSource {

	/**
	 * A condition that holds for rows written after the snapshot {@code :snapshot}, for
	 * the name of a column {@code xid8}; what bounds it is for its index. Rows that a
	 * transaction wrote which has not begun here were restored from another cluster, and
	 * are nothing new. Statements look at these rows first and at whose they are
	 * afterwards: left to itself, PostgreSQL plans for people with few orders, and reads
	 * everything of somebody with thousands.
	 */
	String WRITTEN_SINCE = """
			%1$s >= pg_snapshot_xmin(:snapshot::pg_snapshot)
			and %1$s < pg_snapshot_xmax(pg_current_snapshot())
			and not pg_visible_in_snapshot(%1$s, :snapshot::pg_snapshot)
			""";

	/**
	 * What concerns the account and became visible after the snapshot, oldest first. Read
	 * within one repeatable-read transaction for all sources.
	 * @param snapshot of PostgreSQL, as text
	 * @param limit how many at most; whoever reaches it is told to read everything anew
	 */
	List<LiveEvent> since(String account, String snapshot, int limit);

}
