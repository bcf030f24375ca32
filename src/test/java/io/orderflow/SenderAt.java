package io.orderflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Somebody who sends from an address of their own, which Java's client cannot choose: any
 * of 127.0.0.0/8. Keeps cookies as a browser does.
 */
public final class SenderAt {

	private static final Pattern COOKIE = Pattern.compile("(?im)^Set-Cookie: ([^=\\s]+)=([^;\\r]*)");

	private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

	private final String address;

	private final int port;

	private final Map<String, String> cookies = new LinkedHashMap<>();

	private String csrf = "";

	public SenderAt(String address, int port) {
		this.address = address;
		this.port = port;
	}

	/**
	 * What was answered.
	 *
	 * @param text head and body
	 */
	public record Answer(int status, String text) {

		public Optional<String> header(String name) {
			Matcher found = Pattern.compile("(?im)^" + name + ": ([^\\r]*)").matcher(this.text);
			return found.find() ? Optional.of(found.group(1)) : Optional.empty();
		}

	}

	public SenderAt keeping(String cookie, String value) {
		this.cookies.put(cookie, value);
		return this;
	}

	public void withoutSession() {
		this.cookies.remove("ORDERFLOW_SESSION");
	}

	public String cookie(String name) {
		return Optional.ofNullable(this.cookies.get(name)).orElseThrow();
	}

	/** Sends the form of a page. */
	public Answer form(String path, Map<String, String> fields) {
		readCsrf();
		return send("POST", path,
				"_csrf=" + encode(this.csrf)
						+ fields.entrySet()
							.stream()
							.map((field) -> "&" + encode(field.getKey()) + "=" + encode(field.getValue()))
							.collect(Collectors.joining()),
				"application/x-www-form-urlencoded");
	}

	/** Posts what a script would, without a body. */
	public Answer post(String path) {
		return post(path, "");
	}

	/** Posts what a script would. */
	public Answer post(String path, String json) {
		readCsrf();
		return send("POST", path, json, "application/json");
	}

	private void readCsrf() {
		Matcher found = CSRF.matcher(send("GET", "/sign-in", "", "text/plain").text());
		this.csrf = found.find() ? found.group(1) : "";
	}

	private Answer send(String method, String path, String body, String type) {
		String sent = this.cookies.entrySet()
			.stream()
			.map((cookie) -> cookie.getKey() + "=" + cookie.getValue())
			.collect(Collectors.joining("; "));
		String head = method + " " + path
				+ " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept-Language: en\r\n" + "Content-Type: "
				+ type + "\r\nContent-Length: " + body.length() + "\r\n"
				+ (sent.isEmpty() ? "" : "Cookie: " + sent + "\r\n")
				+ (this.csrf.isEmpty() ? "" : "X-CSRF-TOKEN: " + this.csrf + "\r\n") + "\r\n";
		try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), this.port,
				InetAddress.getByName(this.address), 0)) {
			socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			COOKIE.matcher(answer).results().forEach((set) -> this.cookies.put(set.group(1), set.group(2)));
			return new Answer(Integer.parseInt(answer.substring(9, 12)), answer);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
