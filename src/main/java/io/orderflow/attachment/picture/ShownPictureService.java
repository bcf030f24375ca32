package io.orderflow.attachment.picture;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.attachment.AttachmentUse;
import io.orderflow.attachment.DerivedFileService;
import io.orderflow.platform.ReaderFormats.FileKinds;
import io.orderflow.platform.Refusal;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Pictures that people show, of services and of themselves. An upload is drawn at once
 * ({@link ShownPictureDrawing}) and shows nothing yet; whoever wants it keeps it in a
 * transaction of their own, and what nobody has kept goes after a day, as uploads do.
 */
@Service
public class ShownPictureService {

	/** What can be drawn: the safe kinds of pictures, of which each has a reader. */
	public static final List<String> KINDS = List.of("image/jpeg", "image/png", "image/webp", "image/gif", "image/bmp",
			"image/tiff");

	private final ShownPictureRows rows;

	private final ShownPictureDrawing drawing;

	private final AttachmentService attachments;

	private final DerivedFileService derived;

	private final ObjectProvider<PictureRule> rules;

	ShownPictureService(ShownPictureRows rows, ShownPictureDrawing drawing, AttachmentService attachments,
			DerivedFileService derived, ObjectProvider<PictureRule> rules) {
		this.rows = rows;
		this.drawing = drawing;
		this.attachments = attachments;
		this.derived = derived;
		this.rules = rules;
	}

	/**
	 * The picture of an upload: drawn now, or before. The upload is gone afterwards,
	 * whatever comes of it. Not in a transaction, which would be held as long as drawing
	 * takes.
	 * @param owner who uploaded it
	 * @param upload what was uploaded and no step has taken
	 * @param field the field that it came in, for the refusal
	 * @throws Refusal on that field: {@code unknown-file}, {@code wrong-file-type},
	 * {@code file-too-large}, {@code picture-damaged}, {@code picture-beyond-bounds},
	 * {@code picture-too-slow}, {@code too-many-pictures-unused}; unavailable
	 * {@code busy} where too many are being drawn; {@code drawn-too-long} where too much
	 * of the owner's was, lately
	 */
	public ShownPicture of(String owner, UUID upload, PictureShape shape, String field) {
		Optional<ShownPicture> before = drawn(owner, upload);
		if (before.isPresent()) {
			return before.get();
		}
		Optional<Attachment> found = this.attachments.all(List.of(upload))
			.stream()
			.filter((one) -> one.owner().equals(owner) && !one.attached())
			.findFirst();
		if (found.isEmpty()) {
			// the same form came twice: the upload goes once its picture is there
			return drawn(owner, upload).orElseThrow(() -> unknown(field, upload));
		}
		Attachment file = found.get();
		if (!new AttachmentUse(null, "", KINDS).accepts(file.contentType())) {
			throw Refusal.invalid(field, "wrong-file-type", file.fileName(), new FileKinds(List.of(file.contentType())),
					new FileKinds(KINDS));
		}
		return this.drawing.draw(file, shape, field);
	}

	private Optional<ShownPicture> drawn(String owner, UUID upload) {
		return this.rows.all(List.of(upload)).stream().filter((picture) -> picture.owner().equals(owner)).findFirst();
	}

	/** Those of the pictures that are there and somebody's own, in no order. */
	@Transactional(readOnly = true)
	public List<ShownPicture> own(String owner, Collection<UUID> ids) {
		return this.rows.all(ids).stream().filter((picture) -> picture.owner().equals(owner)).toList();
	}

	/**
	 * Which other of the owner's pictures is the same to the last bit, as it is where one
	 * file was uploaded twice; empty where none is.
	 */
	@Transactional(readOnly = true)
	public Optional<UUID> same(ShownPicture picture, Collection<UUID> others) {
		Map<UUID, UUID> large = own(picture.owner(), others).stream()
			.filter((one) -> !one.id().equals(picture.id()))
			.collect(Collectors.toMap(ShownPicture::large, ShownPicture::id));
		List<Attachment> files = this.attachments
			.all(Stream.concat(large.keySet().stream(), Stream.of(picture.large())).toList());
		return files.stream()
			.filter((file) -> file.id().equals(picture.large()))
			.flatMap((mine) -> files.stream()
				.filter((file) -> large.containsKey(file.id()) && file.sha256().equals(mine.sha256())))
			.map((file) -> large.get(file.id()))
			.findFirst();
	}

	/**
	 * They stay from then on, in the caller's transaction; a repeat changes nothing.
	 * @param subject what they show, as {@code listing/<id>}: the part before the slash
	 * tells the {@link PictureRule} that decides who sees them
	 * @param field which one a picture of that number came in, from 0, for the refusal
	 * @throws Refusal {@code unknown-file} on the field of the first that is gone,
	 * another's, or shows something else
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void keep(String owner, List<UUID> ids, String subject, IntFunction<String> field) {
		List<ShownPicture> found = this.rows.all(ids);
		for (int i = 0; i < ids.size(); i++) {
			UUID id = ids.get(i);
			found.stream().filter((picture) -> picture.id().equals(id)).forEach((picture) -> {
				this.derived.attach(picture.large(), new AttachmentUse(null, Attachment.SHOWN + subject));
				this.derived.attach(picture.small(), new AttachmentUse(null, Attachment.SHOWN + subject));
			});
			// after its files, in the order in which forgotten ones are removed
			if (!this.rows.keep(id, owner, subject)) {
				throw unknown(field.apply(i), id);
			}
		}
	}

	/** Nobody shows them any more: they are gone, in the caller's transaction. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void remove(Collection<UUID> ids) {
		for (ShownPicture picture : this.rows.all(ids)) {
			this.derived.remove(picture.large());
			this.derived.remove(picture.small());
		}
	}

	/**
	 * One of the two files of a picture, for somebody who may see it.
	 * @throws Refusal {@code file-not-found}, for a stranger too
	 */
	@Transactional(readOnly = true)
	public Attachment file(String reader, UUID id, boolean small) {
		return this.rows.all(List.of(id))
			.stream()
			.filter((picture) -> maySee(reader, picture))
			.flatMap((picture) -> this.attachments.all(List.of(small ? picture.small() : picture.large())).stream())
			.findFirst()
			.orElseThrow(() -> Refusal.notFound("file-not-found"));
	}

	private boolean maySee(String reader, ShownPicture picture) {
		return picture.owner().equals(reader)
				|| (picture.subject() != null && this.rules.stream().anyMatch((rule) -> rule.maySee(reader, picture)));
	}

	private static Refusal unknown(String field, UUID id) {
		return Refusal.invalid(field, "unknown-file", id.toString());
	}

}
