package io.orderflow.platform.web.body;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What strangers may ask for as often as they like costs no processor: only what is
 * compressed already has a length that is known before it is sent.
 */
@OrderflowTest
class CompressedFilesTest {

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "/camunda/lib/deps.js", "/camunda/app/cockpit/camunda-cockpit-bootstrap.js",
			"/camunda/app/tasklist/camunda-tasklist-bootstrap.css", "/camunda/app/cockpit/locales/en.json",
			"/webjars/htmx.org/dist/htmx.min.js", "/webjars/picocss__pico/css/pico.min.css",
			"/swagger-ui/swagger-ui-bundle.js", "/css/platform.css", "/js/uploads.js" })
	void files_of_ours_are_sent_from_a_compressed_copy(String path) throws IOException {
		HttpResponse<byte[]> copy = get(path, "Accept-Encoding", "gzip");
		assertThat(copy.statusCode()).isEqualTo(200);
		assertThat(copy.headers().firstValue("Content-Encoding")).contains("gzip");
		assertThat(copy.headers().firstValue("Vary").orElse("")).containsIgnoringCase("Accept-Encoding");
		assertThat(copy.headers().firstValueAsLong("Content-Length")).hasValue(copy.body().length);
		HttpResponse<byte[]> file = get(path, "Accept-Encoding", "identity");
		assertThat(file.headers().firstValue("Content-Encoding")).isEmpty();
		try (InputStream content = new GZIPInputStream(new ByteArrayInputStream(copy.body()))) {
			assertThat(content.readAllBytes()).isEqualTo(file.body());
		}
		assertThat(copy.headers().map().get("Content-Type")).isEqualTo(file.headers().map().get("Content-Type"));
		String changed = copy.headers().firstValue("Last-Modified").orElseThrow();
		assertThat(get(path, "Accept-Encoding", "gzip", "If-Modified-Since", changed).statusCode()).isEqualTo(304);
	}

	/** However it is said. */
	@Test
	void nobody_makes_the_server_compress_them_anew() {
		for (List<String> headers : List.of(List.of("Accept-Encoding", "br, GZIP;q=0.1"),
				List.of("Accept-Encoding", "x", "Accept-Encoding", "gzip"),
				List.of("Accept-Encoding", "gzip", "Range", "bytes=0-3000000"),
				List.of("Accept-Encoding", "*, gzip;q=0"), List.of("Accept-Encoding", "gzip;q=x"),
				List.of("TE", "gzip"), List.of("TE", "gzip", "Accept-Encoding", "gzip"))) {
			HttpResponse<byte[]> answer = get("/camunda/lib/deps.js", headers.toArray(new String[0]));
			assertThat(answer.statusCode()).isIn(200, 206);
			assertThat(answer.headers().firstValue("Content-Length")).as("length with %s", headers).isPresent();
		}
	}

	/**
	 * A hundred parts would be the file a hundred times, up to the place of each.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "/camunda/lib/deps.js", "/camunda/app/cockpit/camunda-cockpit-bootstrap.js",
			"/webjars/htmx.org/dist/htmx.min.js", "/swagger-ui/swagger-ui-bundle.js", "/js/uploads.js",
			"/images/orderflow.svg" })
	void files_of_ours_are_sent_whole_whatever_part_is_asked_for(String path) {
		int length = get(path, "Accept-Encoding", "identity").body().length;
		String hundred = IntStream.range(0, 100)
			.mapToObj((part) -> (length - 2 - part) + "-" + (length - 2 - part))
			.collect(Collectors.joining(","));
		for (String asked : List.of("0-0", hundred)) {
			HttpResponse<byte[]> answer = get(path, "Accept-Encoding", "identity", "Range", "bytes=" + asked);
			assertThat(answer.statusCode()).as(asked).isEqualTo(200);
			assertThat(answer.body()).hasSize(length);
		}
	}

	/** By the library that describes the API, and not by the server for each who asks. */
	@ParameterizedTest
	@ValueSource(strings = { "/v3/api-docs", "/v3/api-docs.yaml" })
	void the_description_of_the_api_is_compressed_once(String path) throws IOException {
		HttpResponse<byte[]> whole = get(path, "Accept-Encoding", "identity");
		assertThat(whole.headers().firstValue("Content-Encoding")).isEmpty();
		for (String welcome : List.of("gzip", "br, GZIP;q=0.1", "x, gzip;q=0")) {
			HttpResponse<byte[]> copy = get(path, "Accept-Encoding", welcome);
			assertThat(copy.statusCode()).isEqualTo(200);
			assertThat(copy.headers().firstValueAsLong("Content-Length")).as("length with %s", welcome)
				.hasValue(copy.body().length);
			assertThat(copy.headers().firstValue("Vary").orElse("")).containsIgnoringCase("Accept-Encoding");
		}
		HttpResponse<byte[]> copy = get(path, "Accept-Encoding", "gzip");
		assertThat(copy.headers().firstValue("Content-Encoding")).contains("gzip");
		try (InputStream content = new GZIPInputStream(new ByteArrayInputStream(copy.body()))) {
			assertThat(content.readAllBytes()).isEqualTo(whole.body());
		}
	}

	@Test
	void what_a_library_changes_as_it_sends_it_is_sent_whole() throws IOException {
		HttpResponse<byte[]> start = get("/swagger-ui/swagger-initializer.js", "Accept-Encoding", "gzip");
		assertThat(start.statusCode()).isEqualTo(200);
		try (InputStream content = new GZIPInputStream(new ByteArrayInputStream(start.body()))) {
			assertThat(new String(content.readAllBytes(), StandardCharsets.UTF_8)).contains("/v3/api-docs");
		}
	}

	private HttpResponse<byte[]> get(String path, String... headers) {
		Visitor reader = path.startsWith("/camunda/app") ? Visitor.signedIn(this.port, "ada")
				: Visitor.stranger(this.port);
		HttpRequest.Builder request = reader.request(path).GET();
		for (int i = 0; i < headers.length; i += 2) {
			request.header(headers[i], headers[i + 1]);
		}
		return reader.bytes(request);
	}

}
