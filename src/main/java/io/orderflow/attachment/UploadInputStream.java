package io.orderflow.attachment;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.function.LongConsumer;
import java.util.Arrays;
import java.util.HexFormat;

import io.orderflow.platform.Refusal;

import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.util.unit.DataSize;

/**
 * An upload on its way in: counts, hashes, keeps the beginning for recognising the type,
 * and stops at the first byte too many. One stream of our own, for the JDK's hash,
 * Commons IO's count, and neither keeps a beginning or refuses in a way that a person
 * understands.
 */
final class UploadInputStream extends FilterInputStream {

	private static final int BEGINNING = 64 * 1024;

	/** How much comes between two looks at whether there is room for more. */
	private static final long STEP = 16 * 1024 * 1024;

	private final DataSize maxSize;

	private final MessageDigest digest = DigestUtils.getSha256Digest();

	private final byte[] beginning = new byte[BEGINNING];

	private int beginningLength;

	private final LongConsumer room;

	private long size;

	private boolean brokenOff;

	private long looksAt = STEP;

	/**
	 * @param room is told now and then how much has come, and refuses more
	 */
	UploadInputStream(InputStream content, DataSize maxSize, LongConsumer room) {
		super(content);
		this.maxSize = maxSize;
		this.room = room;
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) == 1) ? one[0] & 0xFF : -1;
	}

	/**
	 * {@inheritDoc}
	 * @throws Refusal {@code file-too-large}
	 */
	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		int count = readNext(bytes, offset, length);
		if (count > 0) {
			this.size += count;
			if (this.size > this.maxSize.toBytes()) {
				throw Refusal.tooLarge("file", "file-too-large", SizeFormat.text(this.maxSize));
			}
			if (this.size >= this.looksAt) {
				this.room.accept(this.size);
				this.looksAt = this.size + STEP;
			}
			this.digest.update(bytes, offset, count);
			int kept = Math.min(count, BEGINNING - this.beginningLength);
			System.arraycopy(bytes, offset, this.beginning, this.beginningLength, kept);
			this.beginningLength += kept;
		}
		return count;
	}

	private int readNext(byte[] bytes, int offset, int length) throws IOException {
		try {
			return super.read(bytes, offset, length);
		}
		catch (IOException ex) {
			this.brokenOff = true;
			throw ex;
		}
	}

	@Override
	public boolean markSupported() {
		return false;
	}

	/** Whether its sender went away before the end. */
	boolean isBrokenOff() {
		return this.brokenOff;
	}

	/** How much has come. */
	long size() {
		return this.size;
	}

	/** The first bytes, at most 64 KiB. */
	byte[] beginning() {
		return Arrays.copyOf(this.beginning, this.beginningLength);
	}

	/** The hash of all bytes; call once, after the last. */
	String sha256Hex() {
		return HexFormat.of().formatHex(this.digest.digest());
	}

}
