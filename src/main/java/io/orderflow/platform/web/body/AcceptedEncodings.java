package io.orderflow.platform.web.body;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.Enumeration;
import java.util.zip.GZIPOutputStream;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.connector.RequestFacade;
import org.apache.tomcat.util.http.parser.AcceptEncoding;

import org.springframework.http.HttpHeaders;
import org.springframework.web.util.WebUtils;

/** How an answer that is kept compressed may be sent. */
public final class AcceptedEncodings {

	private AcceptedEncodings() {
	}

	/**
	 * Whether the sender takes gzip, as the server itself finds, which then leaves the
	 * answer alone: some filters hide what it sees.
	 */
	public static boolean isGzipWelcome(HttpServletRequest request) {
		HttpServletRequest asked = WebUtils.getNativeRequest(request, RequestFacade.class);
		Enumeration<String> headers = ((asked != null) ? asked : request).getHeaders(HttpHeaders.ACCEPT_ENCODING);
		try {
			while (headers.hasMoreElements()) {
				if (AcceptEncoding.parse(new StringReader(headers.nextElement()))
					.stream()
					.anyMatch((one) -> "gzip".equalsIgnoreCase(one.getEncoding()))) {
					return true;
				}
			}
		}
		catch (IOException ex) {
			// no list of encodings: for the server neither
		}
		return false;
	}

	/** Compresses what is kept from then on. */
	public static byte[] gzip(InputStream content) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream compressed = new GZIPOutputStream(bytes)) {
			content.transferTo(compressed);
		}
		return bytes.toByteArray();
	}

}
