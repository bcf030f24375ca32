package io.orderflow.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

	/** A plan of 100 tasks has 200 fields. */
	private static final int MAX_FORM_PARTS = 1_000;

	private static final int MAX_TEXT = 1_000_000;

	private final AttachmentService attachments;

	private final AttachmentSettings settings;

	MultipartUpload(AttachmentService attachments, AttachmentSettings settings) {
		this.attachments = attachments;
		this.settings = settings;
	}

	/**
	 * Keeps every part named {@code file}; a part named {@code slot} before them says
	 * what they are for. When one is refused, those before it are taken back.
	 * @throws Refusal what {@link AttachmentService#upload} refuses;
	 * {@code file-missing}, {@code too-many-files}, {@code multipart-malformed}
	 */
	public List<Attachment> receive(String owner, @Nullable String slot, HttpServletRequest request)
			throws IOException {
		List<Attachment> received = receive(owner, slot, request, new Fields());
		if (received.isEmpty()) {
			throw Refusal.invalid("file", "file-missing");
		}
		return received;
	}

	/**
	 * A form that was sent with its files.
	 *
	 * @param fields what was typed, up to the file that was refused
	 * @param refusal of a file; none of them was kept then
	 */
	public record Form(Map<String, List<String>> fields, List<Attachment> files, @Nullable Refusal refusal) {

		/** What was typed into a field; empty where nothing was. */
		public String text(String field) {
			return this.fields.getOrDefault(field, List.of("")).get(0);
		}

	}

	/**
	 * Takes a form whose fields and files, none or several, come together; the fields
	 * stand before the files, so that a file that is refused loses nothing that was
	 * typed. A form without files may come in the other way that browsers have.
	 * @param slot what the files are for
	 * @throws Refusal {@code request-too-large} where the fields alone are
	 */
	public Form receiveForm(String owner, String slot, HttpServletRequest request) throws IOException {
		Fields fields = new Fields();
		if (!JakartaServletFileUpload.isMultipartContent(request)) {
			request.getParameterMap().forEach((name, values) -> fields.put(name, List.of(values)));
			return new Form(fields.all(), List.of(), null);
		}
		try {
			return new Form(fields.all(), receive(owner, slot, request, fields), null);
		}
		catch (Refusal refusal) {
			return new Form(fields.all(), List.of(), refusal);
		}
	}

	private List<Attachment> receive(String owner, @Nullable String slot, HttpServletRequest request, Fields fields)
			throws IOException {
		JakartaServletFileUpload<DiskFileItem, DiskFileItemFactory> upload = new JakartaServletFileUpload<>();
		upload.setHeaderCharset(StandardCharsets.UTF_8);
		List<Attachment> received = new ArrayList<>();
		boolean complete = false;
		try {
			receive(owner, slot, upload.getItemIterator(request), received, fields);
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

	/**
	 * What a page's form was sent with.
	 *
	 * @param fields the values by name; no file
	 * @param problems what was wrong with files, by field; those are not kept
	 */
	public record Sent(Map<String, List<String>> fields, List<Refusal.Problem> problems) {

	}

	/**
	 * Reads a page's form that may hold files: each is kept for the step's field it was
	 * chosen in, and one that is refused loses neither the others nor a word of what was
	 * typed.
	 * @param uses what each field takes, by its name; {@link AttachmentUse#purpose()} is
	 * the slot
	 */
	public Sent receiveForm(String owner, Map<String, AttachmentUse> uses, HttpServletRequest request)
			throws IOException {
		Map<String, List<String>> fields = new LinkedHashMap<>();
		List<Refusal.Problem> problems = new ArrayList<>();
		JakartaServletFileUpload<DiskFileItem, DiskFileItemFactory> upload = new JakartaServletFileUpload<>();
		upload.setHeaderCharset(StandardCharsets.UTF_8);
		try {
			int room = MAX_TEXT;
			FileItemInputIterator parts = upload.getItemIterator(request);
			for (int number = 1; parts.hasNext(); number++) {
				FileItemInput part = parts.next();
				String field = String.valueOf(part.getFieldName());
				if (number > MAX_FORM_PARTS || room == 0) {
					throw Refusal.invalid(field, "multipart-malformed");
				}
				if (part.isFormField()) {
					String text = text(part, room);
					room -= Math.min(room, text.length());
					fields.computeIfAbsent(field, (name) -> new ArrayList<>()).add(text);
				}
				else if (uses.containsKey(field) && !emptyInput(part)) {
					keep(owner, field, uses.get(field), part, problems);
				}
			}
		}
		catch (FileUploadException ex) {
			throw Refusal.invalid("file", "multipart-malformed");
		}
		return new Sent(fields, problems);
	}

	private void keep(String owner, String field, AttachmentUse use, FileItemInput part, List<Refusal.Problem> problems)
			throws IOException {
		try {
			Attachment file = this.attachments.upload(owner, name(part), use.purpose(), declaredLength(part),
					part.getInputStream());
			if (!use.accepts(file.contentType())) {
				this.attachments.discard(owner, file.id());
				problems.add(new Refusal.Problem(field, "wrong-file-type", file.fileName(), file.contentType(),
						String.join(", ", use.accepts())));
			}
		}
		catch (Refusal refusal) {
			refusal.problems()
				.forEach((problem) -> problems.add(new Refusal.Problem(field, problem.code(), problem.args())));
		}
	}

	private static String text(FileItemInput part, int room) throws IOException {
		try (InputStream content = part.getInputStream()) {
			return new String(content.readNBytes(room), StandardCharsets.UTF_8);
		}
	}

	private void receive(String owner, @Nullable String slot, FileItemInputIterator parts, List<Attachment> received,
			Fields fields) throws IOException {
		for (int number = 1; parts.hasNext(); number++) {
			FileItemInput part = parts.next();
			if (number > MAX_PARTS) {
				throw Refusal.invalid("file", "multipart-malformed");
			}
			if (part.isFormField()) {
				fields.read(part);
			}
			else if ("file".equals(part.getFieldName()) && !emptyInput(part)) {
				if (received.size() == this.settings.maxPerStep()) {
					throw Refusal.invalid("file", "too-many-files", this.settings.maxPerStep(), received.size() + 1);
				}
				received.add(this.attachments.upload(owner, name(part), (slot != null) ? slot : fields.first("slot"),
						declaredLength(part), part.getInputStream()));
			}
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

	/** What was typed into the other fields of a form, within bounds. */
	private static final class Fields {

		private static final int MOST_BYTES = 1_000_000;

		private final Map<String, List<String>> values = new LinkedHashMap<>();

		private int room = MOST_BYTES;

		void read(FileItemInput part) throws IOException {
			try (InputStream content = part.getInputStream()) {
				byte[] bytes = content.readNBytes(this.room + 1);
				if (bytes.length > this.room) {
					throw Refusal.tooLarge("file", "request-too-large");
				}
				this.room -= bytes.length;
				put(part.getFieldName(), List.of(new String(bytes, StandardCharsets.UTF_8)));
			}
		}

		/** Browsers send every line break as two characters; a person typed one. */
		void put(String name, List<String> typed) {
			typed.forEach((value) -> this.values.computeIfAbsent(name, (key) -> new ArrayList<>())
				.add(value.replace("\r\n", "\n")));
		}

		@Nullable String first(String name) {
			return this.values.containsKey(name) ? this.values.get(name).get(0) : null;
		}

		Map<String, List<String>> all() {
			return this.values;
		}

	}

}
