package io.orderflow.bench;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import javax.imageio.ImageIO;

import io.orderflow.worker.WorkerProcess;
import org.springframework.util.FileSystemUtils;

/**
 * How soon the preview of a photograph of ten megapixels is there, drawn in 256 MB, and
 * how many a minute one worker makes and how many two: each in a process of its own, on
 * the machine of the application and its database.
 */
final class Previews {

	private static final int SOON = 9;

	private static final int MANY = 45;

	/** Between two questions whether they are made: asking costs what it measures. */
	private static final int PAUSE_MILLIS = 100;

	/** Of each measurement, not counted: both sides get warm. */
	private static final int FIRST = 5;

	private final OrderflowSide orderflow;

	private final Path folder;

	private final byte[] photograph;

	private Previews(OrderflowSide orderflow, Path folder) throws IOException {
		this.orderflow = orderflow;
		this.folder = folder;
		this.photograph = photograph();
	}

	/** The directory of the data is given, and removed before and after. */
	public static void main(String[] args) throws Exception {
		Path data = Path.of(args[0]);
		FileSystemUtils.deleteRecursively(data);
		Path folder = Files.createTempDirectory("previews");
		try (OrderflowSide orderflow = new OrderflowSide(data)) {
			new Previews(orderflow, folder).run();
		}
		finally {
			FileSystemUtils.deleteRecursively(data);
			FileSystemUtils.deleteRecursively(folder);
		}
	}

	private void run() throws Exception {
		System.out.printf(Locale.ROOT,
				"%d processors, load of the machine before: %.1f; a JPEG of 3,648 × 2,736, %d kB%n",
				Runtime.getRuntime().availableProcessors(), load(), this.photograph.length / 1024);
		soon();
		double one = many(1);
		double two = many(2);
		System.out.printf(Locale.ROOT, "two workers make %.2f times as many as one; load of the machine after: %.1f%n",
				two / one, load());
	}

	/** One after the other, from the moment the draft is submitted. */
	private void soon() throws Exception {
		double[] millis = new double[SOON];
		try (WorkerProcess worker = worker(1)) {
			for (int i = 0; i < FIRST + SOON; i++) {
				this.orderflow.draft("fox.jpg", this.photograph);
				long submitted = System.nanoTime();
				until(() -> this.orderflow.previewsAwaited() == 0);
				if (i >= FIRST) {
					millis[i - FIRST] = (System.nanoTime() - submitted) / 1e6;
				}
			}
		}
		made(FIRST + SOON);
		Arrays.sort(millis);
		System.out.printf(Locale.ROOT, "a preview is there after %.0f ms (median of %d), %.0f ms at most%n",
				millis[SOON / 2], SOON, millis[SOON - 1]);
	}

	/** So many wait before the workers start; how many are made in a minute. */
	private double many(int workers) throws Exception {
		long before = this.orderflow.previewsMade();
		for (int i = 0; i < FIRST + MANY; i++) {
			this.orderflow.draft("fox.jpg", this.photograph);
		}
		List<WorkerProcess> processes = new ArrayList<>();
		double rate;
		try {
			for (int i = 0; i < workers; i++) {
				processes.add(worker(i));
			}
			until(() -> this.orderflow.previewsAwaited() <= MANY);
			long began = System.nanoTime();
			until(() -> this.orderflow.previewsAwaited() == 0);
			rate = MANY / ((System.nanoTime() - began) / 60e9);
		}
		finally {
			for (WorkerProcess process : processes) {
				process.close();
			}
		}
		made(before + FIRST + MANY);
		System.out.printf(Locale.ROOT, "%d worker%s: %.1f previews a minute%n", workers, (workers > 1) ? "s" : "",
				rate);
		return rate;
	}

	private void made(long expected) {
		if (this.orderflow.previewsMade() != expected) {
			throw new IllegalStateException(this.orderflow.previewsMade() + " previews were made, not " + expected);
		}
	}

	private WorkerProcess worker(int no) throws IOException {
		return WorkerProcess.start(this.orderflow.port(), this.folder.resolve("worker-" + no + ".log"));
	}

	private interface Question {

		boolean yes() throws Exception;

	}

	private static void until(Question question) throws Exception {
		while (!question.yes()) {
			Thread.sleep(PAUSE_MILLIS);
		}
	}

	private static double load() {
		return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
	}

	/** With as many details as a photograph has. */
	private static byte[] photograph() throws IOException {
		Random random = new Random(1);
		BufferedImage picture = new BufferedImage(3_648, 2_736, BufferedImage.TYPE_INT_RGB);
		for (int x = 0; x < picture.getWidth(); x++) {
			for (int y = 0; y < picture.getHeight(); y++) {
				int ground = (int) (100 + 80 * Math.sin(x / 90.0) * Math.cos(y / 70.0)) + random.nextInt(24);
				picture.setRGB(x, y, ground << 16 | (ground * 3 / 4) << 8 | (255 - ground));
			}
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		ImageIO.write(picture, "jpeg", bytes);
		return bytes.toByteArray();
	}

}
