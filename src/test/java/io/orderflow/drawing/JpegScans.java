package io.orderflow.drawing;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * JPEGs of nothing at all, as large as they say and as small as they can be: each block
 * is a bit or two. Each component is a scan of its own, so that a reader has to keep the
 * whole picture until the last one has come.
 */
final class JpegScans {

	private JpegScans() {
	}

	/** Not progressive, though it comes in three scans. */
	static byte[] sequential(int width, int height) {
		return jpeg(width, height, 3, 0xC0, false);
	}

	/** The same, with bytes before its markers that only fill. */
	static byte[] filled(int width, int height) {
		return jpeg(width, height, 3, 0xC0, true);
	}

	/** Progressive and grey: its first scan of many. */
	static byte[] progressive(int width, int height) {
		return jpeg(width, height, 1, 0xC2, false);
	}

	/** With its last scan once more, so often. */
	static byte[] repeated(byte[] jpeg, int times) {
		int scan = jpeg.length - 2;
		while (jpeg[scan] != (byte) 0xFF || jpeg[scan + 1] != (byte) 0xDA) {
			scan--;
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.write(jpeg, 0, scan);
		for (int i = 0; i <= times; i++) {
			bytes.write(jpeg, scan, jpeg.length - 2 - scan);
		}
		bytes.write(jpeg, jpeg.length - 2, 2);
		return bytes.toByteArray();
	}

	private static byte[] jpeg(int width, int height, int components, int frame, boolean filled) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try {
			DataOutputStream jpeg = new DataOutputStream(bytes);
			jpeg.writeShort(0xFFD8);
			segment(jpeg, 0xDB, 65, filled);
			jpeg.write(0);
			for (int i = 0; i < 64; i++) {
				jpeg.write(1);
			}
			segment(jpeg, frame, 6 + 3 * components, filled);
			jpeg.write(8);
			jpeg.writeShort(height);
			jpeg.writeShort(width);
			jpeg.write(components);
			for (int id = 1; id <= components; id++) {
				jpeg.write(new byte[] { (byte) id, 0x11, 0 });
			}
			// one word of one bit: no difference; end of block
			for (int table : new int[] { 0x00, 0x10 }) {
				segment(jpeg, 0xC4, 18, filled);
				jpeg.write(table);
				jpeg.write(1);
				jpeg.write(new byte[15]);
				jpeg.write(0);
			}
			boolean progressive = frame == 0xC2;
			long blocks = (long) ((width + 7) / 8) * ((height + 7) / 8);
			byte[] nothing = new byte[(int) ((blocks * (progressive ? 1 : 2) + 7) / 8)];
			for (int id = 1; id <= components; id++) {
				segment(jpeg, 0xDA, 6, filled);
				jpeg.write(new byte[] { 1, (byte) id, 0, 0, (byte) (progressive ? 0 : 63), 0 });
				jpeg.write(nothing);
			}
			jpeg.writeShort(0xFFD9);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	private static void segment(DataOutputStream jpeg, int marker, int length, boolean filled) throws IOException {
		if (filled) {
			jpeg.writeShort(0xFFFF);
		}
		jpeg.writeShort(0xFF00 | marker);
		jpeg.writeShort(length + 2);
	}

}
