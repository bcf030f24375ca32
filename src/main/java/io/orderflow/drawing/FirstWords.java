package io.orderflow.drawing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a process says first. All that it says is read, so that it never waits for a
 * reader, and of all but the beginning nothing is kept: a hostile file may have it talk
 * without end.
 */
final class FirstWords {

	/** In bytes. */
	private static final int MOST = 500;

	private final Thread thread;

	private volatile String text = "";

	private FirstWords(InputStream output) {
		this.thread = new Thread(() -> read(output), "first-words");
		this.thread.setDaemon(true);
	}

	/** Reads until the process ends. */
	static FirstWords of(InputStream output) {
		FirstWords words = new FirstWords(output);
		words.thread.start();
		return words;
	}

	private void read(InputStream output) {
		try (output) {
			this.text = new String(output.readNBytes(MOST), StandardCharsets.ISO_8859_1).replaceAll("\\p{Cntrl}+", " ");
			byte[] rest = new byte[8_192];
			while (output.read(rest) >= 0) {
				// nobody wants to know
			}
		}
		catch (IOException ex) {
			// it was ended
		}
	}

	/** Waits until the process has ended; 500 characters at most, on one line. */
	String text() throws InterruptedException {
		this.thread.join();
		return this.text;
	}

}
