package io.orderflow.platform.web.body;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;

import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.resource.HttpResource;

/** A file of ours, compressed. It is as old as the file, so its reader's copy is too. */
final class CompressedFile extends AbstractResource implements HttpResource {

	private final Resource file;

	private final byte[] bytes;

	private CompressedFile(Resource file, byte[] bytes) {
		this.file = file;
		this.bytes = bytes;
	}

	static CompressedFile of(Resource file) throws IOException {
		try (InputStream content = file.getInputStream()) {
			return new CompressedFile(file, AcceptedEncodings.gzip(content));
		}
	}

	@Override
	public HttpHeaders getResponseHeaders() {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.CONTENT_ENCODING, "gzip");
		headers.set(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
		return headers;
	}

	@Override
	public long contentLength() {
		return this.bytes.length;
	}

	@Override
	public InputStream getInputStream() {
		return new ByteArrayInputStream(this.bytes);
	}

	@Override
	public long lastModified() throws IOException {
		return this.file.lastModified();
	}

	@Override
	public URL getURL() throws IOException {
		return this.file.getURL();
	}

	@Override
	public String getFilename() {
		return this.file.getFilename();
	}

	@Override
	public Resource createRelative(String path) throws IOException {
		return this.file.createRelative(path);
	}

	@Override
	public String getDescription() {
		return this.file.getDescription() + ", compressed";
	}

}
