package io.orderflow.platform.web.body;

import java.io.IOException;
import java.util.regex.Pattern;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.http.MimeHeaders;

import org.springframework.http.HttpHeaders;

/**
 * Sends scripts, styles and whatever else Spring sends from a jar as a whole, whichever
 * part of it is asked for. For a hundred parts it would unpack the file a hundred times
 * up to their places: 1.7 KB of a stranger cost two seconds of a processor. Files that
 * people uploaded are read in pieces by our own download, one part a request.
 */
final class WholeFilesValve extends ValveBase {

	/** What reads the part that is asked for itself: {@code FileDownload}. */
	private static final Pattern PARTS = Pattern
		.compile("/api/(?:files/[^/]+(?:/play)?|orders/[^/]+/dossier|external-tasks/.+)");

	WholeFilesValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		String path = request.getDecodedRequestURI();
		if (path == null || !PARTS.matcher(path).matches()) {
			MimeHeaders headers = request.getCoyoteRequest().getMimeHeaders();
			headers.removeHeader(HttpHeaders.RANGE);
			headers.removeHeader(HttpHeaders.IF_RANGE);
		}
		getNext().invoke(request, response);
	}

}
