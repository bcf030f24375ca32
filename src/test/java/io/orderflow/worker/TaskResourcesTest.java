package io.orderflow.worker;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.orderflow.TestTimeouts;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What workers do where the application says half of an answer and no more. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TaskResourcesTest {

	@TempDir
	private Path folder;

	private ServerSocket application;

	private final CountDownLatch halfSent = new CountDownLatch(1);

	@BeforeEach
	void saysHalfOfWhatIsReadAndAllOfWhatIsTakenBack() throws IOException {
		this.application = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
		Thread serving = new Thread(() -> {
			while (!this.application.isClosed()) {
				try {
					Socket asker = this.application.accept();
					CompletableFuture.runAsync(() -> answer(asker));
				}
				catch (IOException ex) {
					return;
				}
			}
		});
		serving.setDaemon(true);
		serving.start();
	}

	private void answer(Socket asker) {
		try {
			sayHalf(asker);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void sayHalf(Socket asker) throws IOException {
		InputStream asked = asker.getInputStream();
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			int next = asked.read();
			if (next < 0) {
				return;
			}
			head.append((char) next);
		}
		String said = head.toString().startsWith("DELETE") ? "HTTP/1.1 204 No Content\r\n\r\n"
				: "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf";
		asker.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
		asker.getOutputStream().flush();
		this.halfSent.countDown();
	}

	@AfterEach
	void close() throws IOException {
		this.application.close();
	}

	@Test
	void an_answer_that_stops_in_the_middle_is_not_waited_for_without_end() {
		TaskResources resources = resources(Duration.ofSeconds(1));
		assertThatThrownBy(() -> resources.fetch("/file", this.folder.resolve("original")))
			.isInstanceOf(HttpTimeoutException.class)
			.hasMessageContaining("within 1 seconds");
	}

	@Test
	void a_stop_ends_what_is_under_way_and_lets_only_what_takes_back_begin() throws Exception {
		TaskResources resources = resources(Duration.ofDays(1));
		CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> {
			try {
				this.halfSent.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			resources.stop();
		});
		stopped(() -> resources.fetch("/file", this.folder.resolve("original")));
		stop.get();
		stopped(() -> resources.task("1"));
		resources.delete("/file/attempts");
		assertThat(stop).isCompleted();
	}

	/** As of a file without an end. */
	@Test
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void a_stop_does_not_wait_for_the_checksum_of_a_large_file() throws Exception {
		TaskResources resources = resources(Duration.ofDays(1));
		CompletableFuture<Void> checking = CompletableFuture
			.runAsync(() -> stopped(() -> resources.sha256(Path.of("/dev/zero"))));
		resources.stop();
		checking.get(TestTimeouts.LIMIT.toSeconds(), TimeUnit.SECONDS);
	}

	private static void stopped(ThrowingCallable request) {
		assertThatThrownBy(request).isInstanceOf(InterruptedException.class);
	}

	private TaskResources resources(Duration transfer) {
		return new TaskResources(URI.create("http://localhost:" + this.application.getLocalPort()), "Bearer ofl_none",
				"w1", transfer);
	}

}
