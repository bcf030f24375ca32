package io.orderflow.drawing;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * In how many passes over the picture a JPEG is coded: where there are more than one, its
 * first scan lacks some of the components, or some of what there is of each.
 */
final class JpegPasses {

	private static final int START_OF_SCAN = 0xDA;

	/** Ten are usual. Each takes as long as the whole picture. */
	private static final int MOST = 100;

	private JpegPasses() {
	}

	/**
	 * @throws IOException also where the file ends before its first scan
	 */
	static boolean areMany(Path file) throws IOException {
		try (DataInputStream bytes = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
			bytes.readUnsignedShort();
			int components = 0;
			while (true) {
				int marker = marker(bytes);
				if (isAlone(marker)) {
					continue;
				}
				int length = bytes.readUnsignedShort() - 2;
				if (marker == START_OF_SCAN) {
					return bytes.readUnsignedByte() < components;
				}
				if (isFrame(marker)) {
					if (marker != 0xC0 && marker != 0xC1) {
						return true;
					}
					bytes.skipNBytes(5);
					components = bytes.readUnsignedByte();
					length -= 6;
				}
				bytes.skipNBytes(Math.max(0, length));
			}
		}
	}

	/**
	 * Whether there are more than any program writes.
	 * @throws IOException where it cannot be read
	 */
	static boolean areTooMany(Path file) throws IOException {
		int scans = 0;
		try (DataInputStream bytes = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
			bytes.readUnsignedShort();
			while (scans <= MOST) {
				int marker = marker(bytes);
				if (isAlone(marker)) {
					continue;
				}
				if (marker == START_OF_SCAN) {
					scans++;
				}
				bytes.skipNBytes(Math.max(0, bytes.readUnsignedShort() - 2));
			}
			return true;
		}
		catch (EOFException ex) {
			return false;
		}
	}

	/**
	 * The next one, as readers find it: after whatever stands between, and what fills.
	 */
	private static int marker(DataInputStream bytes) throws IOException {
		int marker;
		do {
			while (bytes.readUnsignedByte() != 0xFF) {
				// not one yet
			}
			do {
				marker = bytes.readUnsignedByte();
			}
			while (marker == 0xFF);
		}
		while (marker == 0);
		return marker;
	}

	/** These are nothing but themselves. */
	private static boolean isAlone(int marker) {
		return marker == 0x01 || marker >= 0xD0 && marker <= 0xD9;
	}

	private static boolean isFrame(int marker) {
		return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
	}

}
