package io.orderflow.notification.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A mail server that answers every recipient with the same refusal. */
final class RefusingMailServer implements AutoCloseable {

	private final ServerSocket server;

	private final String refusal;

	RefusingMailServer(String refusal) throws IOException {
		this.server = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
		this.refusal = refusal;
		Thread thread = new Thread(this::serve, "refusing mail server");
		thread.setDaemon(true);
		thread.start();
	}

	int port() {
		return this.server.getLocalPort();
	}

	private void serve() {
		while (!this.server.isClosed()) {
			try (Socket socket = this.server.accept()) {
				converse(socket);
			}
			catch (IOException ex) {
				// the caller hung up, or the test is over
			}
		}
	}

	private void converse(Socket socket) throws IOException {
		BufferedReader in = new BufferedReader(
				new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
		OutputStream out = socket.getOutputStream();
		say(out, "220 localhost");
		String line;
		while ((line = in.readLine()) != null) {
			String command = line.toUpperCase(Locale.ROOT);
			say(out, command.startsWith("RCPT") ? this.refusal : command.startsWith("QUIT") ? "221 bye" : "250 ok");
		}
	}

	private static void say(OutputStream out, String line) throws IOException {
		out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
		out.flush();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

}
