package io.orderflow.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.SplittableRandom;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.running.RunningApplication;

import org.springframework.util.FileSystemUtils;

/**
 * The application in a process of its own with 512 MB of heap: how long it takes from
 * nothing to its first page, and a file of 1 GiB up and down again. Fails where the file
 * that comes back is another, never for being slow.
 */
final class BigFile {

	private static final long SIZE = 1L << 30;

	private static final String CREDENTIALS = "Basic "
			+ Base64.getEncoder().encodeToString("camille:orderflow".getBytes(StandardCharsets.UTF_8));

	private final HttpClient http = HttpClient.newHttpClient();

	private final RunningApplication application;

	private BigFile(RunningApplication application) {
		this.application = application;
	}

	/** The directory of the data is given, and removed before and after. */
	public static void main(String[] args) throws Exception {
		Path folder = Path.of(args[0]).toAbsolutePath();
		FileSystemUtils.deleteRecursively(folder);
		long start = System.nanoTime();
		try (RunningApplication application = RunningApplication.start(folder.resolve("data"),
				RunningApplication.freePort())) {
			BigFile file = new BigFile(application);
			file.firstPage();
			print("%.1f s from the start of the process, with an empty database, to the first page", since(start));
			file.upAndDown();
		}
		finally {
			FileSystemUtils.deleteRecursively(folder);
		}
	}

	private void firstPage() throws IOException, InterruptedException {
		HttpResponse<Void> page = this.http.send(
				HttpRequest.newBuilder(URI.create(this.application.address() + "/sign-in")).build(),
				BodyHandlers.discarding());
		expect(page.statusCode() == 200, "The first page answered " + page.statusCode());
	}

	private void upAndDown() throws Exception {
		print("before: %s", memory());
		MessageDigest sent = MessageDigest.getInstance("SHA-256");
		long start = System.nanoTime();
		HttpResponse<String> stored = this.http
			.send(request("/api/files?name=big.bin").header("Content-Type", "application/octet-stream")
				.POST(BodyPublishers
					.fromPublisher(BodyPublishers.ofInputStream(() -> new DigestInputStream(new Noise(), sent)), SIZE))
				.build(), BodyHandlers.ofString());
		double up = since(start);
		expect(stored.statusCode() == 201, "The file was refused: " + stored.statusCode() + " " + stored.body());
		print("1 GiB up in %.1f s; %s", up, memory());

		String id = new ObjectMapper().readTree(stored.body()).at("/files/0/id").asText();
		MessageDigest received = MessageDigest.getInstance("SHA-256");
		start = System.nanoTime();
		HttpResponse<InputStream> answer = this.http.send(request("/api/files/" + id).build(),
				BodyHandlers.ofInputStream());
		expect(answer.statusCode() == 200, "The file is not there: " + answer.statusCode());
		long size = 0;
		try (InputStream in = answer.body()) {
			byte[] buffer = new byte[1 << 16];
			for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
				received.update(buffer, 0, read);
				size += read;
			}
		}
		print("1 GiB down in %.1f s; %s", since(start), memory());
		expect(size == SIZE, "Of " + SIZE + " bytes " + size + " came back");
		String checksum = HexFormat.of().formatHex(sent.digest());
		expect(checksum.equals(HexFormat.of().formatHex(received.digest())), "What came back is another file");
		print("the same file: SHA-256 %s", checksum);
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(this.application.address() + path))
			.header("Authorization", CREDENTIALS);
	}

	/** The most that the process ever had in memory, as Linux tells it; no other does. */
	private String memory() throws IOException {
		Path status = Path.of("/proc", String.valueOf(this.application.pid()), "status");
		if (!Files.isReadable(status)) {
			return "peak memory unknown";
		}
		return Files.readAllLines(status)
			.stream()
			.filter((line) -> line.startsWith("VmHWM:"))
			.map((line) -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
			.map((megabytes) -> "peak memory of the process " + megabytes + " MB")
			.findFirst()
			.orElse("peak memory unknown");
	}

	private static double since(long start) {
		return (System.nanoTime() - start) / 1e9;
	}

	private static void expect(boolean good, String otherwise) {
		if (!good) {
			throw new IllegalStateException(otherwise);
		}
	}

	private static void print(String format, Object... values) {
		System.out.println(String.format(Locale.ROOT, format, values));
	}

	/** A gigabyte that nothing can compress and that is nowhere as a whole. */
	private static final class Noise extends InputStream {

		private final SplittableRandom random = new SplittableRandom(7);

		private long left = SIZE;

		@Override
		public int read() {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
		}

		@Override
		public int read(byte[] into, int offset, int length) {
			if (this.left == 0) {
				return -1;
			}
			int count = (int) Math.min(length, this.left);
			byte[] bytes = new byte[count];
			this.random.nextBytes(bytes);
			System.arraycopy(bytes, 0, into, offset, count);
			this.left -= count;
			return count;
		}

	}

}
