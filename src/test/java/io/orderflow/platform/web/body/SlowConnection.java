package io.orderflow.platform.web.body;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A sender over a plain connection, who may take as long as it likes. */
public final class SlowConnection implements AutoCloseable {

	private final Socket socket;

	public SlowConnection(int port) {
		this(port, 0, "127.0.0.1");
	}

	/** One that takes few bytes in before somebody reads them. */
	static SlowConnection withSmallWindow(int port) {
		return withSmallWindow(port, "127.0.0.1");
	}

	/**
	 * @param from one of this machine's own addresses
	 */
	static SlowConnection withSmallWindow(int port, String from) {
		return new SlowConnection(port, 1_024, from);
	}

	private SlowConnection(int port, int window, String from) {
		try {
			this.socket = new Socket();
			if (window > 0) {
				this.socket.setReceiveBufferSize(window);
			}
			this.socket.bind(new InetSocketAddress(from, 0));
			this.socket.connect(new InetSocketAddress("127.0.0.1", port));
			this.socket.setTcpNoDelay(true);
			this.socket.setSoTimeout(30_000);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Sends the head of a request, with the line that ends it. */
	public SlowConnection head(String first, String... headers) {
		String all = String.join("\r\n", headers);
		String host = all.contains("Host: ") ? "" : "Host: localhost:" + this.socket.getPort() + "\r\n";
		return send(first + " HTTP/1.1\r\n" + host + all + "\r\n\r\n");
	}

	/** Sends what it can: a server that has answered does not listen any more. */
	public SlowConnection send(String text) {
		try {
			this.socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
			this.socket.getOutputStream().flush();
		}
		catch (IOException ex) {
			// cut off
		}
		return this;
	}

	/** Whether an answer has come. */
	public boolean isAnswered() {
		try {
			return this.socket.getInputStream().available() > 0;
		}
		catch (IOException ex) {
			return true;
		}
	}

	/** Everything that comes until the server ends it, or has said all of one answer. */
	public String answer() {
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		byte[] buffer = new byte[8192];
		try {
			int count;
			while ((count = this.socket.getInputStream().read(buffer)) > 0) {
				answer.write(buffer, 0, count);
				if (answer.toString(StandardCharsets.UTF_8).endsWith("0\r\n\r\n")) {
					break;
				}
			}
		}
		catch (IOException ex) {
			// what has come is the answer
		}
		return answer.toString(StandardCharsets.UTF_8);
	}

	/** The first line of the answer, and no more than a few bytes. */
	String beginning() {
		try {
			return new String(this.socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
		}
		catch (IOException ex) {
			return "";
		}
	}

	/** Of the answer. */
	public static int status(String answer) {
		return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			// closed already
		}
	}

}
