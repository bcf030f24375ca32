package io.orderflow.bench;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import javax.imageio.ImageIO;

import io.orderflow.worker.WorkerProcess;

/**
 * How soon the preview of a photograph of ten megapixels is there, drawn in 256 MB, and
 * how many a minute one worker makes and how many two: each in a process of its own, on
 * the machine of the application and its database.
 */
final class Previews {

	private static final int SOON = 9;

	private static final int MANY = 45;

	/** Of each measurement, not counted: both sides get warm. */
	private static final int FIRST = 5;

	private final WorkerBench bench;

	private final OrderflowSide orderflow;

	private final byte[] photograph;

	private Previews(WorkerBench bench) throws IOException {
		this.bench = bench;
		this.orderflow = bench.orderflow();
		this.photograph = photograph();
	}

	/** The directory of the data is given, and removed before and after. */
	public static void main(String[] args) throws Exception {
		try (WorkerBench bench = new WorkerBench(args[0])) {
			new Previews(bench).run();
		}
	}

	private void run() throws Exception {
		WorkerBench.print("%s; a JPEG of 3,648 × 2,736, %d kB", WorkerBench.machine(), this.photograph.length / 1024);
		soon();
		double one = many(1);
		double two = many(2);
		WorkerBench.print("two workers make %.2f times as many as one; %s", two / one, WorkerBench.machine());
	}

	/** One after the other, from the moment the draft is submitted. */
	private void soon() throws Exception {
		double[] millis = new double[SOON];
		try (WorkerProcess worker = this.bench.worker(1)) {
			for (int i = 0; i < FIRST + SOON; i++) {
				this.orderflow.draft("fox.jpg", this.photograph);
				long submitted = System.nanoTime();
				WorkerBench.until(() -> this.orderflow.previewsAwaited() == 0);
				if (i >= FIRST) {
					millis[i - FIRST] = (System.nanoTime() - submitted) / 1e6;
				}
			}
		}
		made(FIRST + SOON);
		Arrays.sort(millis);
		WorkerBench.print("a preview is there after %.0f ms (median of %d), %.0f ms at most", millis[SOON / 2], SOON,
				millis[SOON - 1]);
	}

	/**
	 * So many wait before the workers start; how many are made in a minute. No mail goes
	 * out and no job runs meanwhile, of the orders before and of these.
	 */
	private double many(int workers) throws Exception {
		long before = this.orderflow.previewsMade();
		for (int i = 0; i < workers * FIRST + MANY; i++) {
			this.orderflow.draft("fox.jpg", this.photograph);
		}
		this.orderflow.pauseJobs();
		List<WorkerProcess> processes = new ArrayList<>();
		double rate;
		try {
			for (int i = 0; i < workers; i++) {
				processes.add(this.bench.worker(i));
			}
			WorkerBench.until(() -> this.orderflow.previewsAwaited() <= MANY);
			WorkerBench.Worked worked = this.bench.worked(processes);
			long began = System.nanoTime();
			WorkerBench.until(() -> this.orderflow.previewsAwaited() == 0);
			rate = MANY / ((System.nanoTime() - began) / 60e9);
			WorkerBench.print("%d worker%s: %.1f previews a minute; %s", workers, (workers > 1) ? "s" : "", rate,
					this.bench.worked(processes).each(worked, MANY));
		}
		finally {
			for (WorkerProcess process : processes) {
				process.terminate();
			}
			this.orderflow.resumeJobs();
		}
		made(before + workers * FIRST + MANY);
		return rate;
	}

	private void made(long expected) {
		if (this.orderflow.previewsMade() != expected) {
			throw new IllegalStateException(this.orderflow.previewsMade() + " previews were made, not " + expected);
		}
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
