package io.orderflow.platform.web.body;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * Answers what the server refuses before the application sees it, as an address with
 * {@code %00}: problem details, as everywhere, in place of the server's own page.
 */
public final class UnreadableRequestValve extends ErrorReportValve {

	private static final String BODY = """
			{"type":"urn:orderflow:problem:bad-request","title":"%1$s","status":%2$d,\
			"detail":"This request cannot be understood."}""";

	private static final int FIRST_ERROR = 400;

	@Override
	protected void report(Request request, Response response, @Nullable Throwable failure) {
		int status = response.getStatus();
		if (status < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		byte[] body = BODY.formatted((status == FIRST_ERROR) ? "Bad Request" : "Error", status)
			.getBytes(StandardCharsets.UTF_8);
		try {
			response.setContentType("application/problem+json");
			response.setContentLength(body.length);
			response.getOutputStream().write(body);
			response.finishResponse();
		}
		catch (IOException | IllegalStateException ex) {
			// Nobody is listening any more, or something was said already.
		}
	}

}
