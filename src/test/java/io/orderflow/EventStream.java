package io.orderflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A page that listens to server-sent events, until it is closed. */
public final class EventStream implements AutoCloseable {

	private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

	private final Stream<String> lines;

	private volatile String lastId = "";

	/** One event as it arrived. */
	public record Event(String type, String data) {

	}

	private EventStream(Stream<String> lines) {
		this.lines = lines;
		Thread reader = new Thread(this::read, "event-stream");
		reader.setDaemon(true);
		reader.start();
	}

	/** Opens the stream and waits until it stands. */
	public static EventStream open(HttpRequest.Builder request) {
		return open(request, HttpClient.newHttpClient());
	}

	/** The same with the session of somebody. */
	public static EventStream open(HttpRequest.Builder request, Visitor visitor) {
		return open(request, visitor.client());
	}

	private static EventStream open(HttpRequest.Builder request, HttpClient client) {
		try {
			HttpResponse<Stream<String>> answer = client.send(request.GET().build(), BodyHandlers.ofLines());
			if (answer.statusCode() != 200) {
				throw new AssertionError(answer.statusCode() + " " + answer.body().toList());
			}
			return new EventStream(answer.body());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
	}

	private void read() {
		String type = "";
		StringBuilder data = new StringBuilder();
		try {
			for (String line : (Iterable<String>) this.lines::iterator) {
				if (line.startsWith("event:")) {
					type = line.substring(6).strip();
				}
				else if (line.startsWith("data:")) {
					data.append(line.substring(5));
				}
				else if (line.startsWith("id:")) {
					this.lastId = line.substring(3).strip();
				}
				else if (line.isEmpty() && !data.isEmpty()) {
					this.events.add(new Event(type, data.toString()));
					data.setLength(0);
					type = "";
				}
			}
		}
		catch (UncheckedIOException ex) {
			// closed, by either side
		}
		this.events.add(new Event("closed", ""));
	}

	/** The next event; a test fails when none comes. */
	public Event next() {
		try {
			Event event = this.events.poll(TestTimeouts.LIMIT.toSeconds(), TimeUnit.SECONDS);
			if (event == null) {
				throw new AssertionError("No event for " + TestTimeouts.LIMIT.toSeconds() + " s");
			}
			return event;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
	}

	/** All events up to the first that is wanted, which is the last of them. */
	public List<Event> until(Predicate<Event> wanted) {
		List<Event> heard = new ArrayList<>();
		do {
			heard.add(next());
			if (heard.get(heard.size() - 1).type().equals("closed")) {
				throw new AssertionError("The stream ended; heard " + heard);
			}
		}
		while (!wanted.test(heard.get(heard.size() - 1)));
		return heard;
	}

	/** What a browser would send as Last-Event-ID. */
	public String lastId() {
		return this.lastId;
	}

	@Override
	public void close() {
		this.lines.close();
	}

}
