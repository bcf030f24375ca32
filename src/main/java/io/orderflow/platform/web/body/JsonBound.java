package io.orderflow.platform.web.body;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.orderflow.platform.Refusal;
import org.jspecify.annotations.Nullable;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * How many names and values JSON may hold: a megabyte is room for half a million, each of
 * which would become an object, and be looked at. Counted before any reader of JSON, ours
 * or the engine's, has the body.
 */
final class JsonBound {

	/** Six times what the largest service has: 50 questions of 50 choices. */
	static final long MOST_TOKENS = 20_000;

	private static final JsonFactory JSON = json();

	private JsonBound() {
	}

	@FunctionalInterface
	private interface Opened {

		JsonParser open() throws IOException;

	}

	/** Takes whatever one of the readers might be set to take. */
	private static JsonFactory json() {
		var builder = JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder().maxTokenCount(MOST_TOKENS).build());
		for (JsonReadFeature feature : JsonReadFeature.values()) {
			builder.enable(feature);
		}
		return builder.build();
	}

	/**
	 * Reads through it and keeps nothing. What is no JSON is left to its reader.
	 * @param type of the content; anything but a form may be read as JSON
	 * @throws Refusal {@code too-many-values}
	 */
	static void check(byte[] body, @Nullable String type) {
		String form = String.valueOf(type).toLowerCase(Locale.ROOT);
		if (body.length <= MOST_TOKENS || form.startsWith("application/x-www-form") || form.startsWith("multipart/")) {
			return;
		}
		count(() -> JSON.createParser(body));
		Charset charset = charset(type);
		if (charset != null && !charset.name().startsWith("UTF-")) {
			count(() -> JSON.createParser(new InputStreamReader(new ByteArrayInputStream(body), charset)));
		}
	}

	/** In which its reader may read it; the engine's readers look at the bytes alone. */
	private static @Nullable Charset charset(@Nullable String type) {
		try {
			return (type != null) ? MediaType.parseMediaType(type).getCharset() : null;
		}
		catch (InvalidMediaTypeException ex) {
			// which no reader takes
			return null;
		}
	}

	private static void count(Opened json) {
		try (JsonParser parser = json.open()) {
			while (parser.nextToken() != null) {
				// each is counted
			}
		}
		catch (StreamConstraintsException ex) {
			if (String.valueOf(ex.getMessage()).startsWith("Token count")) {
				throw Refusal.invalid("body", "too-many-values", MOST_TOKENS);
			}
		}
		catch (IOException ex) {
			// nor does its reader read further
		}
	}

}
