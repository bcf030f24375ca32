package io.orderflow.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.UUID;

/**
 * Where the bytes are. Never holds a whole file in memory, nor a database connection
 * while it waits for somebody's network.
 */
public interface FileStore {

	/**
	 * Keeps everything the stream gives. When it fails half-way the caller deletes what
	 * arrived.
	 * @return the number of bytes kept
	 */
	long write(UUID file, InputStream content) throws IOException;

	/** Keeps a small file, in the caller's transaction. */
	void write(UUID file, byte[] whole);

	/**
	 * Copies {@code length} bytes from {@code offset} on.
	 * @throws IOException also when the store no longer has all of them
	 */
	void read(UUID file, long offset, long length, OutputStream to) throws IOException;

	/** Forgets the bytes; those of an unknown file are forgotten already. */
	void delete(UUID file);

}
