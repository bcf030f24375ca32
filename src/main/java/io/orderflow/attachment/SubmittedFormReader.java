package io.orderflow.attachment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import io.orderflow.platform.Refusal;
import io.orderflow.platform.SubmittedForm;
import io.orderflow.platform.ReaderFormats.FileKinds;
import io.orderflow.platform.web.body.AwaitedRequest;
import io.orderflow.platform.web.body.LargeBody;
import io.orderflow.platform.web.body.RequestLimitFilter;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.fileupload2.core.DiskFileItem;
import org.apache.commons.fileupload2.core.DiskFileItemFactory;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads a submitted form part by part, its files straight from the connection into the
 * store; by hand, for Spring's multipart support writes each file to disk first.
 */
@Component
public class SubmittedFormReader {

	/** A plan of 100 tasks has 200 fields. */
	private static final int MAX_PARTS = 1_000;

	/** In bytes, of all texts of a form together, and of what names them. */
	private static final int MAX_TEXT = 1_000_000;

	/** Of the name of a field. */
	private static final int MAX_NAME = 200;

	/** In bytes, for what is kept of a part beside its text. */
	private static final int PART = 200;

	/** In bytes, of a text, as they are read. */
	private static final int PIECE = 8_192;

	/**
	 * In bytes; far more than the longest file name that is kept, so that a longer one is
	 * refused by its length and not as unreadable.
	 */
	private static final int MAX_PART_HEADER = 16_384;

	/** Names the slot in a form whose reader was not told one. */
	private static final String SLOT = "slot";

	private static final String FILE = "file";

	private final AttachmentService attachments;

	private final AttachmentSettings settings;

	SubmittedFormReader(AttachmentService attachments, AttachmentSettings settings) {
		this.attachments = attachments;
		this.settings = settings;
	}

	/**
	 * Reads a page's form, with files or without. Each file is kept in the slot of the
	 * field that it was chosen in; one that is refused loses neither the others nor a
	 * word of what was typed. A file that the form takes back is gone afterwards. What
	 * else is staged in those slots stays there, and is none of the form's.
	 * @param uses what each field takes, by its name; {@link AttachmentUse#purpose()} is
	 * the slot. Files of other fields are skipped
	 */
	public ReceivedForm read(String owner, Map<String, AttachmentUse> uses, HttpServletRequest request)
			throws IOException {
		Reading reading = new Reading(owner, uses, request, false);
		if (JakartaServletFileUpload.isMultipartContent(request)) {
			reading.readParts();
			reading.takePlace();
		}
		else {
			request.getParameterMap()
				.forEach((field, values) -> Arrays.asList(values).forEach((text) -> reading.type(field, text)));
		}
		return reading.form();
	}

	/**
	 * Keeps every file in the field {@code file}. When one is refused, those before it
	 * are taken back.
	 * @param use what the files are for, see {@link #read}; null: what the field
	 * {@code slot} before them says, if anything
	 * @throws Refusal what {@link AttachmentService#upload} refuses;
	 * {@code file-missing}, {@code too-many-files}, {@code wrong-file-type},
	 * {@code multipart-malformed}, {@code request-too-large}
	 */
	public List<Attachment> readFiles(String owner, @Nullable AttachmentUse use, HttpServletRequest request)
			throws IOException {
		Reading reading = new Reading(owner, Map.of(FILE, (use != null) ? use : new AttachmentUse(null, "")), request,
				true);
		boolean complete = false;
		try {
			reading.readParts();
			reading.check();
			complete = true;
		}
		finally {
			if (!complete) {
				reading.discardFiles();
			}
		}
		reading.takePlace();
		if (reading.files.isEmpty()) {
			throw Refusal.invalid(FILE, "file-missing");
		}
		return reading.files;
	}

	private static JakartaServletFileUpload<DiskFileItem, DiskFileItemFactory> parser() {
		JakartaServletFileUpload<DiskFileItem, DiskFileItemFactory> parser = new JakartaServletFileUpload<>();
		parser.setHeaderCharset(StandardCharsets.UTF_8);
		parser.setMaxPartHeaderSize(MAX_PART_HEADER);
		return parser;
	}

	/** One form while it is being read. */
	private final class Reading {

		private final String owner;

		private final Map<String, AttachmentUse> uses;

		private final HttpServletRequest request;

		private final boolean endsAtRefusal;

		private final Map<String, List<String>> fields = new LinkedHashMap<>();

		private final List<Attachment> files = new ArrayList<>();

		private final List<Refusal.Problem> problems = new ArrayList<>();

		private boolean tooLarge;

		private int bytesLeft = MAX_TEXT;

		/** Where a problem belongs that is no single field's. */
		private String fileField;

		Reading(String owner, Map<String, AttachmentUse> uses, HttpServletRequest request, boolean endsAtRefusal) {
			this.owner = owner;
			this.uses = uses;
			this.request = request;
			this.endsAtRefusal = endsAtRefusal;
			this.fileField = uses.keySet().stream().findFirst().orElse(FILE);
		}

		/** Ends at what cannot be read: what came before is kept, the rest is lost. */
		void readParts() throws IOException {
			try {
				FileItemInputIterator parts = parser().getItemIterator(this.request);
				for (int number = 1; !ended() && parts.hasNext(); number++) {
					FileItemInput part = parts.next();
					if (number > MAX_PARTS || String.valueOf(part.getFieldName()).length() > MAX_NAME) {
						refuse(this.fileField, Refusal.invalid(this.fileField, "multipart-malformed"));
						return;
					}
					read(part);
				}
			}
			catch (FileUploadException ex) {
				refuse(this.fileField, Refusal.invalid(this.fileField, "multipart-malformed"));
			}
		}

		/**
		 * For the texts, once everything has come: a place is not held while a file does,
		 * and whoever sends may be signed in no more. Where there is none, whoever tries
		 * again sends the files again.
		 */
		void takePlace() {
			count(AwaitedRequest::check);
			try {
				LargeBody.holds(this.request, MAX_TEXT - this.bytesLeft);
			}
			catch (Refusal refusal) {
				discardFiles();
				throw refusal;
			}
		}

		void discardFiles() {
			this.files.forEach((file) -> SubmittedFormReader.this.attachments.discard(this.owner, file.id()));
		}

		private boolean ended() {
			return this.bytesLeft < 0 || (this.endsAtRefusal && !this.problems.isEmpty());
		}

		private void read(FileItemInput part) throws IOException {
			String field = String.valueOf(part.getFieldName());
			this.bytesLeft -= PART;
			AttachmentUse use = this.uses.get(field);
			try {
				if (part.isFormField()) {
					readText(field, part);
				}
				else if (use != null) {
					this.fileField = field;
					// what is sent for hours is no request that is being answered
					count(RequestLimitFilter::leave);
					readFile(field, use, part);
				}
			}
			catch (Refusal refusal) {
				refuse(field, refusal);
			}
			count(RequestLimitFilter::enter);
		}

		private void count(Consumer<HttpServletRequest> as) {
			try {
				as.accept(this.request);
			}
			catch (Refusal refusal) {
				discardFiles();
				throw refusal;
			}
		}

		private void readText(String field, FileItemInput part) throws IOException {
			ByteArrayOutputStream text = new ByteArrayOutputStream();
			try (InputStream content = part.getInputStream()) {
				byte[] piece;
				while ((piece = content.readNBytes(PIECE)).length > 0) {
					this.bytesLeft -= piece.length;
					if (this.bytesLeft < 0) {
						throw Refusal.tooLarge(field, "request-too-large");
					}
					text.writeBytes(piece);
				}
			}
			type(field, text.toString(StandardCharsets.UTF_8));
		}

		private void readFile(String field, AttachmentUse use, FileItemInput part) throws IOException {
			String name = fileName(part);
			// a browser sends an input that was left empty as a file without a name
			if (name.isEmpty()) {
				return;
			}
			int most = SubmittedFormReader.this.settings.maxPerStep();
			if (this.files.size() == most) {
				throw Refusal.invalid(field, "too-many-files", most, most + 1);
			}
			String slot = use.purpose().isEmpty()
					? this.fields.getOrDefault(SLOT, List.of()).stream().findFirst().orElse(null) : use.purpose();
			Attachment file = SubmittedFormReader.this.attachments.upload(this.owner, name, slot, declaredLength(part),
					part.getInputStream());
			if (use.accepts(file.contentType())) {
				this.files.add(file);
				type(field, file.id().toString());
			}
			else {
				SubmittedFormReader.this.attachments.discard(this.owner, file.id());
				throw Refusal.invalid(field, "wrong-file-type", file.fileName(),
						new FileKinds(List.of(file.contentType())), new FileKinds(use.accepts()));
			}
		}

		void type(String field, String text) {
			this.fields.computeIfAbsent(field, (name) -> new ArrayList<>()).add(SubmittedForm.lineBreaks(text));
		}

		private List<String> all(String field) {
			return this.fields.getOrDefault(field, new ArrayList<>());
		}

		/** Notes what was refused, of a file under the name that its field has here. */
		private void refuse(String field, Refusal refusal) {
			if (refusal.problems().isEmpty()) {
				throw refusal;
			}
			this.tooLarge |= refusal.kind() == Refusal.Kind.TOO_LARGE;
			refusal.problems()
				.stream()
				.map((problem) -> problem.field().equals(FILE)
						? new Refusal.Problem(field, problem.code(), problem.args()) : problem)
				.forEach(this.problems::add);
		}

		void check() {
			Refusal refusal = refusal();
			if (refusal != null) {
				throw refusal;
			}
		}

		ReceivedForm form() {
			this.fields.remove(SubmittedForm.CSRF);
			List<String> removed = this.fields.remove("remove");
			if (removed != null) {
				removed.stream().limit(SubmittedFormReader.this.settings.maxPerStep()).forEach(this::discard);
				this.uses.keySet().forEach((field) -> all(field).removeAll(removed));
			}
			boolean upload = this.fields.remove("upload") != null;
			boolean unsent = removed != null || upload || this.fields.containsKey("more");
			return new ReceivedForm(this.fields, refusal(), unsent);
		}

		private @Nullable Refusal refusal() {
			if (this.problems.isEmpty()) {
				return null;
			}
			return this.tooLarge ? Refusal.tooLarge(this.problems) : Refusal.invalid(this.problems);
		}

		/** One that was taken back before, or sent meanwhile, is none of the form's. */
		private void discard(String id) {
			try {
				SubmittedFormReader.this.attachments.discard(this.owner, UUID.fromString(id));
			}
			catch (IllegalArgumentException | Refusal ex) {
				// gone already
			}
		}

	}

	private static String fileName(FileItemInput part) {
		try {
			String name = part.getName();
			return (name != null) ? name : "";
		}
		catch (InvalidPathException ex) {
			throw Refusal.invalid(FILE, "text-null-character");
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
			throw Refusal.invalid(FILE, "length-malformed");
		}
	}

}
