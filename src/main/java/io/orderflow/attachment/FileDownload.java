package io.orderflow.attachment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.Assert;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * Sends a file so that a browser saves it and never shows it as a page of ours: what a
 * stranger uploaded could be a script. Only pictures that were drawn of it are shown, and
 * films and sounds played by whoever is let. Ranges are answered by hand: Spring's
 * converter for regions wants a resource that it can open and skip in, and the store
 * reads any part.
 */
@Component
public class FileDownload {

	private static final Pattern UNSAFE = Pattern
		.compile("[\\p{Cc}\\p{Zl}\\p{Zp}/\\\\:*?\"<>|\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]");

	/**
	 * What a page would run, or be dressed by, if somebody managed to write a reference
	 * to it into the page: our policy lets pages use what comes from here.
	 */
	private static final Pattern ACTING = Pattern.compile("(?i).*(?:(?:java|ecma|live|/j)script|css|wasm).*");

	private final AttachmentService attachments;

	FileDownload(AttachmentService attachments) {
		this.attachments = attachments;
	}

	/**
	 * Answers 200, or 206 for one range (several are answered with the whole file, as
	 * HTTP allows), 304 when the reader has it already, 416 for a range outside it.
	 * Whether the reader may read it is for the caller to know.
	 */
	public void send(Attachment file, HttpServletRequest request, HttpServletResponse response) throws IOException {
		send(file, new Kind(type(file), file.drawn()), request, response);
	}

	/** The same of a film or a sound that a browser plays. */
	public void play(Attachment file, HttpServletRequest request, HttpServletResponse response) throws IOException {
		String playedAs = file.playedAs();
		Assert.state(playedAs != null, "Neither film nor sound");
		send(file, new Kind(playedAs, true), request, response);
	}

	/** What it is sent as, and whether a browser is to show it. */
	private record Kind(String type, boolean shown) {

	}

	private void send(Attachment file, Kind kind, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		String etag = '"' + file.sha256() + '"';
		// who may read it can change: ask again each time, the ETag spares the bytes
		response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
		if (new ServletWebRequest(request, response).checkNotModified(etag)) {
			return;
		}
		response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
		Optional<Part> part = part(file, request.getHeader(HttpHeaders.RANGE), request.getHeader(HttpHeaders.IF_RANGE),
				etag);
		if (part.isEmpty()) {
			response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + file.size());
			throw new ErrorResponseException(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE);
		}
		send(file, kind, part.get(), request, response);
	}

	private void send(Attachment file, Kind kind, Part part, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		response.setContentType(kind.type());
		response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
				(kind.shown() ? ContentDisposition.inline() : ContentDisposition.attachment())
					.filename(safeName(file.fileName()), StandardCharsets.UTF_8)
					.build()
					.toString());
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
		response.setHeader("Repr-Digest",
				"sha-256=:" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(file.sha256())) + ":");
		response.setContentLengthLong(part.length());
		if (!part.whole()) {
			response.setStatus(HttpStatus.PARTIAL_CONTENT.value());
			response.setHeader(HttpHeaders.CONTENT_RANGE,
					"bytes " + part.offset() + "-" + (part.offset() + part.length() - 1) + "/" + file.size());
		}
		if (!"HEAD".equals(request.getMethod())) {
			this.attachments.copy(file, part.offset(), part.length(), response.getOutputStream());
		}
	}

	/**
	 * Scripts and styles are bytes like any others, and no browser makes more of them.
	 */
	private static String type(Attachment file) {
		return ACTING.matcher(file.contentType()).matches() ? MediaType.APPLICATION_OCTET_STREAM_VALUE
				: file.contentType();
	}

	private record Part(long offset, long length, boolean whole) {

	}

	/**
	 * Empty when the range lies outside the file; unreadable ranges, and those of a file
	 * the reader has another version of, are ignored.
	 */
	private static Optional<Part> part(Attachment file, @Nullable String range, @Nullable String ifRange, String etag) {
		Optional<Part> whole = Optional.of(new Part(0, file.size(), true));
		if (range == null || (ifRange != null && !ifRange.equals(etag))) {
			return whole;
		}
		List<HttpRange> ranges;
		try {
			ranges = HttpRange.parseRanges(range);
		}
		catch (IllegalArgumentException ex) {
			return whole;
		}
		if (ranges.size() != 1) {
			return whole;
		}
		long start = (file.size() > 0) ? ranges.get(0).getRangeStart(file.size()) : 0;
		if (start >= file.size()) {
			return Optional.empty();
		}
		long end = ranges.get(0).getRangeEnd(file.size());
		return Optional.of(new Part(start, end - start + 1, false));
	}

	/**
	 * A name that stays in the folder it is saved in and looks like what it is: no path,
	 * no control characters, none that turn the direction of reading.
	 */
	static String safeName(String name) {
		String safe = UNSAFE.matcher(name).replaceAll("_").strip();
		return safe.startsWith(".") ? "_" + safe.substring(1) : safe;
	}

}
