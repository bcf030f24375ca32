package io.orderflow.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;

import io.orderflow.platform.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.fileupload2.core.DiskFileItem;
import org.apache.commons.fileupload2.core.DiskFileItemFactory;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Reads a form's files part by part, straight from the connection into the store. */
@Component
public class MultipartUpload {

	private static final int MAX_PARTS = 100;

	private final Attachments attachments;

	private final AttachmentSettings settings;

	MultipartUpload(Attachments attachments, AttachmentSettings settings) {
		this.attachments = attachments;
		this.settings = settings;
	}

	/**
	 * Keeps every part named {@code file}; a part named {@code slot} before them says
	 * what they are for. When one is refused, those before it are taken back.
	 * @throws Refusal what {@link Attachments#upload} refuses; {@code file-missing},
	 * {@code too-many-files}, {@code multipart-malformed}
	 */
	public List<Attachment> receive(String owner, @Nullable String slot, HttpServletRequest request)
			throws IOException {
		JakartaServletFileUpload<DiskFileItem, DiskFileItemFactory> upload = new JakartaServletFileUpload<>();
		upload.setHeaderCharset(StandardCharsets.UTF_8);
		List<Attachment> received = new ArrayList<>();
		boolean complete = false;
		try {
			receive(owner, slot, upload.getItemIterator(request), received);
			complete = true;
		}
		catch (FileUploadException ex) {
			throw Refusal.invalid("file", "multipart-malformed");
		}
		finally {
			if (!complete) {
				received.forEach((file) -> this.attachments.discard(owner, file.id()));
			}
		}
		return received;
	}

	private void receive(String owner, @Nullable String slot, FileItemInputIterator parts, List<Attachment> received)
			throws IOException {
		String stagedFor = slot;
		for (int number = 1; parts.hasNext(); number++) {
			FileItemInput part = parts.next();
			if (number > MAX_PARTS) {
				throw Refusal.invalid("file", "multipart-malformed");
			}
			if (part.isFormField()) {
				stagedFor = (stagedFor == null && "slot".equals(part.getFieldName())) ? shortText(part) : stagedFor;
			}
			else if ("file".equals(part.getFieldName()) && !emptyInput(part)) {
				if (received.size() == this.settings.maxPerStep()) {
					throw Refusal.invalid("file", "too-many-files", this.settings.maxPerStep(), received.size() + 1);
				}
				received.add(this.attachments.upload(owner, name(part), stagedFor, declaredLength(part),
						part.getInputStream()));
			}
		}
		if (received.isEmpty()) {
			throw Refusal.invalid("file", "file-missing");
		}
	}

	/** What a browser sends for a file input that was left empty. */
	private static boolean emptyInput(FileItemInput part) {
		return name(part).isEmpty();
	}

	private static String name(FileItemInput part) {
		try {
			String name = part.getName();
			return (name != null) ? name : "";
		}
		catch (InvalidPathException ex) {
			throw Refusal.invalid("file", "text-null-character");
		}
	}

	private static @Nullable Long declaredLength(FileItemInput part) {
		String declared = (part.getHeaders() != null) ? part.getHeaders().getHeader("Content-Length") : null;
		if (declared == null) {
			return null;
		}
		try {
			return Long.valueOf(declared.strip());
		}
		catch (NumberFormatException ex) {
			throw Refusal.invalid("file", "length-malformed");
		}
	}

	private static String shortText(FileItemInput part) throws IOException {
		try (InputStream content = part.getInputStream()) {
			return new String(content.readNBytes(1000), StandardCharsets.UTF_8);
		}
	}

}
