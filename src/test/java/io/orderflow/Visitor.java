package io.orderflow;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Someone who talks to the running application over HTTP, as a browser with a session or
 * with a password in every call. Redirects are not followed.
 */
public final class Visitor {

	private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

	private final CookieManager cookies = new CookieManager();

	private final HttpClient client = HttpClient.newBuilder().cookieHandler(this.cookies).build();

	private final String base;

	private @Nullable String authorization;

	private @Nullable String language;

	private String csrf = "";

	private Visitor(int port) {
		this.base = "http://localhost:" + port;
	}

	public static Visitor stranger(int port) {
		return new Visitor(port);
	}

	/** Sends a password with every call. */
	public static Visitor withPassword(int port, String user, String password) {
		Visitor visitor = new Visitor(port);
		visitor.authorization = "Basic "
				+ Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
		return visitor;
	}

	/** Sends an API token with every call. */
	public static Visitor withToken(int port, String token) {
		Visitor visitor = new Visitor(port);
		visitor.authorization = "Bearer " + token;
		return visitor;
	}

	/** Signs in on the page; all demo accounts share a password. */
	public static Visitor signedIn(int port, String user) {
		Visitor visitor = new Visitor(port);
		HttpResponse<String> answer = visitor.signIn(user, "orderflow");
		if (answer.statusCode() != 302 || answer.headers().firstValue("Location").orElse("").contains("refused")) {
			throw new AssertionError("Signing in as " + user + ": " + answer.statusCode());
		}
		// The token is a new one after signing in; the page that follows would carry it.
		visitor.readCsrf();
		visitor.get("/camunda/app/tasklist/default/");
		return visitor;
	}

	public Visitor reading(String acceptLanguage) {
		this.language = acceptLanguage;
		return this;
	}

	public HttpResponse<String> signIn(String user, String password) {
		readCsrf();
		return form("/sign-in", Map.of("username", user, "password", password));
	}

	public void readCsrf() {
		Matcher token = CSRF.matcher(get("/sign-in").body());
		if (token.find()) {
			this.csrf = token.group(1);
		}
	}

	/** What a browser sends along, for a test that writes its requests by hand. */
	public String cookie() {
		return this.cookies.getCookieStore()
			.getCookies()
			.stream()
			.map((cookie) -> cookie.getName() + "=" + cookie.getValue())
			.collect(Collectors.joining("; "));
	}

	/** The token of the pages' forms. */
	public String csrf() {
		return this.csrf;
	}

	public HttpResponse<String> get(String path) {
		return send(request(path).GET());
	}

	public HttpResponse<String> post(String path, String json) {
		return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
	}

	public HttpResponse<String> put(String path, String json) {
		return send(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json)));
	}

	public HttpResponse<String> delete(String path) {
		return send(request(path).DELETE());
	}

	/** Sends a page's form, with its token. */
	public HttpResponse<String> form(String path, Map<String, String> fields) {
		String body = "_csrf=" + encode(this.csrf)
				+ fields.entrySet()
					.stream()
					.map((field) -> "&" + encode(field.getKey()) + "=" + encode(field.getValue()))
					.collect(Collectors.joining());
		return send(request(path).header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(body)));
	}

	/** What keeps the visitor's session. */
	HttpClient client() {
		return this.client;
	}

	/** A request to which a test adds what it needs; tokens and language are there. */
	public HttpRequest.Builder request(String path) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.base + path));
		if (this.authorization != null) {
			request.header("Authorization", this.authorization);
		}
		if (this.language != null) {
			request.header("Accept-Language", this.language);
		}
		this.cookies.getCookieStore()
			.getCookies()
			.stream()
			.filter((cookie) -> cookie.getName().equals("XSRF-TOKEN"))
			.map(HttpCookie::getValue)
			.findFirst()
			.ifPresent((token) -> request.header("X-XSRF-TOKEN", token));
		if (!this.csrf.isEmpty()) {
			request.header("X-CSRF-TOKEN", this.csrf);
		}
		return request;
	}

	/** Forgets the token, as a page of another site would have none. */
	public Visitor withoutToken() {
		this.csrf = "";
		return this;
	}

	public HttpResponse<String> send(HttpRequest.Builder request) {
		return send(request, BodyHandlers.ofString());
	}

	/** As {@link #send}, for what is no text. */
	public HttpResponse<byte[]> bytes(HttpRequest.Builder request) {
		return send(request, BodyHandlers.ofByteArray());
	}

	/** Hears the head of the answer, which may go on as long as somebody listens. */
	public HttpResponse<InputStream> begin(HttpRequest.Builder request) {
		return send(request, BodyHandlers.ofInputStream());
	}

	private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> reading) {
		try {
			return this.client.send(request.build(), reading);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
