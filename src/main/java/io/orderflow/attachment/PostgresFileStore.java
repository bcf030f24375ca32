package io.orderflow.attachment;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps files as rows of 1 MiB. Each is written and read by a statement of its own, so
 * that neither a slow upload nor a slow download holds a connection while it waits.
 */
@Component
class PostgresFileStore implements FileStore {

	static final int CHUNK = 1024 * 1024;

	private static final int SMALL = 16 * 1024;

	private final JdbcClient jdbc;

	PostgresFileStore(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public long write(UUID file, InputStream content) throws IOException {
		// Most files are small, and a whole chunk is what a garbage collector calls huge.
		byte[] buffer = new byte[SMALL];
		int count = content.readNBytes(buffer, 0, SMALL);
		if (count == SMALL) {
			buffer = Arrays.copyOf(buffer, CHUNK);
			count += content.readNBytes(buffer, SMALL, CHUNK - SMALL);
		}
		long size = 0;
		for (int number = 0; count > 0; number++) {
			write(file, number, (count < CHUNK) ? Arrays.copyOf(buffer, count) : buffer);
			size += count;
			count = (count == CHUNK) ? content.readNBytes(buffer, 0, CHUNK) : 0;
		}
		return size;
	}

	@Override
	public void write(UUID file, byte[] whole) {
		write(file, 0, whole);
	}

	private void write(UUID file, int number, byte[] chunk) {
		this.jdbc.sql("insert into attachment_chunk (attachment_id, number, bytes) values (:file, :number, :bytes)")
			.param("file", file)
			.param("number", number)
			.param("bytes", chunk)
			.update();
	}

	@Override
	public void read(UUID file, long offset, long length, OutputStream to) throws IOException {
		long position = offset;
		long end = offset + length;
		while (position < end) {
			int number = Math.toIntExact(position / CHUNK);
			int from = (int) (position % CHUNK);
			byte[] part = part(file, number, from, (int) Math.min(end - position, CHUNK - from));
			if (part.length == 0) {
				throw new EOFException("File " + file + " ends before byte " + position);
			}
			to.write(part);
			position += part.length;
		}
	}

	/**
	 * No more of a chunk than is wanted: of a video, players ask for a few bytes at a
	 * time.
	 */
	private byte[] part(UUID file, int number, int from, int count) throws IOException {
		return this.jdbc.sql("""
				select substring(bytes from :from for :count) from attachment_chunk
				where attachment_id = :file and number = :number""")
			.param("from", from + 1)
			.param("count", count)
			.param("file", file)
			.param("number", number)
			.query(byte[].class)
			.optional()
			.orElseThrow(() -> new EOFException("File " + file + " has no chunk " + number));
	}

	@Override
	public void delete(UUID file) {
		this.jdbc.sql("delete from attachment_chunk where attachment_id = :file").param("file", file).update();
	}

}
