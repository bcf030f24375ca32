package io.orderflow.drawing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.orderflow.Children;

/** Watches how much memory the processes that draw for this one have at most. */
final class MostMemory implements AutoCloseable {

	private static final Pattern MOST = Pattern.compile("(?m)^VmHWM:\\s+(\\d+) kB$");

	private final Children children = new Children();

	private final Thread watch = new Thread(this::look, "most-memory");

	private volatile long kilobytes;

	private volatile String firstToGo = "";

	private volatile boolean over;

	MostMemory() {
		this.watch.start();
	}

	private void look() {
		while (!this.over) {
			this.children.alive().map((child) -> Path.of("/proc", String.valueOf(child.pid()))).forEach(this::look);
			try {
				Thread.sleep(5);
			}
			catch (InterruptedException ex) {
				return;
			}
		}
	}

	private void look(Path process) {
		try {
			if (!Files.readString(process.resolve("cmdline")).contains(DrawingApplication.class.getName())) {
				return;
			}
			Matcher said = MOST.matcher(Files.readString(process.resolve("status")));
			if (said.find()) {
				this.kilobytes = Math.max(this.kilobytes, Long.parseLong(said.group(1)));
			}
			this.firstToGo = Files.readString(process.resolve("oom_score_adj")).strip();
		}
		catch (IOException ex) {
			// it has ended
		}
	}

	long megabytes() {
		return this.kilobytes / 1_024;
	}

	/** What the kernel was told of the one that was seen last. */
	String firstToGo() {
		return this.firstToGo;
	}

	@Override
	public void close() throws InterruptedException {
		this.over = true;
		this.watch.join();
	}

}
