package io.orderflow.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.orderflow.platform.Refusal;
import io.orderflow.platform.TextLimits;
import io.orderflow.platform.ReaderFormats.FileKinds;
import io.orderflow.platform.quota.AccountQuota;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/** Takes files in, lets steps attach them, and gives them out to who may read them. */
@Service
public class AttachmentService implements StagedFileAccess {

	private static final int MAX_NAME = 255;

	private static final Pattern SLOT = Pattern.compile("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*");

	private static final int MAX_SLOT = 200;

	/** What is announced as no more is kept in one transaction once it has come. */
	private static final int SMALL = 16 * 1024;

	private final AttachmentRows rows;

	private final UnattachedQuota quota;

	private final AccountQuota made;

	private final FileStore store;

	private final ObjectProvider<AccessRule> rules;

	private final AttachmentSettings settings;

	private final Clock clock;

	private final FileTypeDetector types = new FileTypeDetector();

	AttachmentService(AttachmentRows rows, UnattachedQuota quota, AccountQuota made, FileStore store,
			ObjectProvider<AccessRule> rules, AttachmentSettings settings, Clock clock) {
		this.rows = rows;
		this.quota = quota;
		this.made = made;
		this.store = store;
		this.rules = rules;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Reads the stream to its end and keeps it as a file that belongs to nothing yet.
	 * Whatever goes wrong on the way, nothing of it is left. Must not be called in a
	 * transaction: it would be held as long as the network takes.
	 * @param owner who uploads; may read it, and is the only one who can attach it
	 * @param fileName as written, 1 to 255 characters; no part of it is ever used as a
	 * path
	 * @param slot the field it is staged for, {@code <orderNumber>/<step>/<field>}, or
	 * null
	 * @param declaredLength in bytes, as the sender announced it, or null
	 * @throws Refusal {@code unattached-too-many}, {@code unattached-too-large},
	 * {@code too-many-uploads}, {@code file-too-large}, {@code file-incomplete},
	 * {@code file-empty}, {@code file-name-missing}, {@code text-too-long},
	 * {@code text-null-character}, {@code slot-malformed}, {@code too-many-files}
	 * @throws IOException when the sender goes away
	 */
	public Attachment upload(String owner, String fileName, @Nullable String slot, @Nullable Long declaredLength,
			InputStream content) throws IOException {
		// not by an annotation: even one that forbids a transaction keeps the connection
		Assert.state(!TransactionSynchronizationManager.isSynchronizationActive(), "An upload waits for its sender");
		checkName(fileName);
		checkSlot(owner, slot);
		checkDeclared(declaredLength);
		UUID id = UUID.randomUUID();
		long announced = (declaredLength != null) ? declaredLength : 0;
		this.made.checkRoom(owner, AccountQuota.Made.UPLOADED_MEGABYTE, megabytes(Math.max(1, announced)));
		boolean small = declaredLength != null && declaredLength <= SMALL;
		if (!small) {
			this.quota.within(owner, id, announced,
					() -> this.rows.begin(id, owner, fileName, slot, announced, this.clock.instant()));
		}
		UploadInputStream arriving = new UploadInputStream(content, this.settings.maxSize(), (size) -> {
			this.made.checkRoom(owner, AccountQuota.Made.UPLOADED_MEGABYTE, megabytes(size));
			this.quota.within(owner, id, size, () -> this.rows.arrived(id, size));
		});
		boolean complete = false;
		boolean refused = false;
		try {
			byte[] whole = small ? arriving.readNBytes(SMALL + 1) : null;
			long size = (whole != null) ? whole.length : this.store.write(id, arriving);
			if (declaredLength != null && declaredLength != size) {
				throw Refusal.invalid("file", "file-incomplete", declaredLength, size);
			}
			if (size == 0) {
				throw Refusal.invalid("file", "file-empty", fileName);
			}
			Attachment attachment = new Attachment(id, owner, fileName,
					this.types.recognise(arriving.beginning(), fileName), size, arriving.sha256Hex(),
					this.clock.instant(), slot, null, null);
			this.quota.within(owner, id, size, () -> {
				// others may have come meanwhile; one after the other gets here
				checkRoomInStep(owner, slot);
				this.made.count(owner, AccountQuota.Made.UPLOADED_MEGABYTE, megabytes(size));
				keep(attachment, whole);
			});
			complete = true;
			return attachment;
		}
		catch (Refusal ex) {
			refused = ex.kind() != Refusal.Kind.UNAVAILABLE;
			throw ex;
		}
		finally {
			if (!complete) {
				if (!small) {
					remove(id);
				}
				// what failed here is not its sender's to pay for
				if (arriving.size() > 0 && (refused || arriving.isBrokenOff())) {
					this.made.spend(owner, AccountQuota.Made.UPLOADED_MEGABYTE, megabytes(arriving.size()));
				}
			}
		}
	}

	private void keep(Attachment attachment, byte @Nullable [] whole) {
		if (whole != null) {
			this.rows.add(attachment);
			this.store.write(attachment.id(), whole);
		}
		else {
			this.rows.complete(attachment);
		}
	}

	/** Begun ones count as whole. */
	private static long megabytes(long size) {
		return 1 + (size - 1) / DataSize.ofMegabytes(1).toBytes();
	}

	@Override
	@Transactional
	public List<Attachment> attach(String owner, Collection<UUID> ids, String field, AttachmentUse use) {
		Set<UUID> wanted = new LinkedHashSet<>(ids);
		if (wanted.isEmpty()) {
			return List.of();
		}
		if (wanted.size() > this.settings.maxPerStep()) {
			throw Refusal.invalid(field, "too-many-files", this.settings.maxPerStep(), wanted.size());
		}
		Map<UUID, Attachment> found = this.rows.allLocked(wanted)
			.stream()
			.collect(Collectors.toMap(Attachment::id, Function.identity()));
		List<Refusal.Problem> problems = new ArrayList<>();
		for (UUID id : wanted) {
			problems.addAll(problems(owner, id, found.get(id), field, use));
		}
		if (!problems.isEmpty()) {
			throw Refusal.invalid(problems);
		}
		this.rows.attach(wanted, use, this.clock.instant());
		return found.values().stream().filter((file) -> !file.attached()).toList();
	}

	private static List<Refusal.Problem> problems(String owner, UUID id, @Nullable Attachment file, String field,
			AttachmentUse use) {
		// of another's nobody learns that it is there
		if (file == null || !file.owner().equals(owner)) {
			return List.of(new Refusal.Problem(field, "unknown-file", id.toString()));
		}
		if (file.attached()) {
			return use.has(file) ? List.of()
					: List.of(new Refusal.Problem(field, "file-already-used", file.fileName()));
		}
		if (!use.accepts(file.contentType())) {
			return List.of(new Refusal.Problem(field, "wrong-file-type", file.fileName(),
					new FileKinds(List.of(file.contentType())), new FileKinds(use.accepts())));
		}
		return List.of();
	}

	/**
	 * The files attached to an order's steps, for its two sides, and those that the
	 * reader has staged for it; in one statement. Whether the reader is a side of the
	 * order is for the caller to know.
	 */
	@Transactional(readOnly = true)
	public List<Attachment> around(String orderNumber, String reader) {
		return this.rows.around(orderNumber, reader);
	}

	/**
	 * What the owner has uploaded for a step and nobody has attached yet, oldest first.
	 * @param slotPrefix the beginning of the slot, {@code <orderNumber>/<step>/}
	 * @throws Refusal {@code slot-malformed}
	 */
	@Transactional(readOnly = true)
	public List<Attachment> staged(String owner, String slotPrefix) {
		if (slotPrefix.indexOf('\0') >= 0) {
			throw Refusal.invalid("slot", "slot-malformed");
		}
		return this.rows.staged(owner, slotPrefix);
	}

	/**
	 * What was uploaded for one step is for another by now, whose fields have the same
	 * names.
	 * @param slotPrefix the beginning of the slots so far
	 * @param newPrefix the beginning of those to come, {@code <orderNumber>/<step>/}
	 */
	@Transactional
	public void restage(String owner, String slotPrefix, String newPrefix) {
		this.rows.restage(owner, slotPrefix, newPrefix);
	}

	@Override
	@Transactional(readOnly = true)
	public List<Attachment> stagedIn(String owner, String slot) {
		return staged(owner, slot).stream().filter((file) -> slot.equals(file.slot())).toList();
	}

	@Override
	public int maxPerStep() {
		return this.settings.maxPerStep();
	}

	/** Those of the files that exist, oldest first; asks nobody for leave. */
	@Transactional(readOnly = true)
	public List<Attachment> all(Collection<UUID> ids) {
		return this.rows.all(ids);
	}

	/**
	 * A file, for somebody who may read it.
	 * @throws Refusal not found, for a stranger too; forbidden, with the reason, to whom
	 * an {@link AccessRule} says so
	 */
	@Transactional(readOnly = true)
	public Attachment get(String reader, UUID id) {
		return this.rows.find(id)
			.filter((file) -> file.owner().equals(reader) || mayRead(reader, file))
			.orElseThrow(() -> Refusal.notFound("file-not-found"));
	}

	/**
	 * A film or a sound, for somebody who is let play it in a page: no other file, and
	 * nobody who merely reads it.
	 * @throws Refusal as {@link #get} to whoever may not read it; else not found
	 */
	@Transactional(readOnly = true)
	public Attachment getToPlay(String reader, UUID id) {
		return this.rows.find(id)
			.filter((file) -> file.attached() && file.playedAs() != null
					&& this.rules.stream().anyMatch((rule) -> rule.mayPlay(reader, file)))
			.orElseThrow(() -> {
				get(reader, id);
				return Refusal.notFound("file-not-found");
			});
	}

	private boolean mayRead(String reader, Attachment file) {
		return file.attached() && this.rules.stream().anyMatch((rule) -> rule.mayRead(reader, file));
	}

	/** Copies a part of the content; holds no connection while the receiver is slow. */
	public void copy(Attachment attachment, long offset, long length, OutputStream to) throws IOException {
		this.store.read(attachment.id(), offset, length, to);
	}

	/**
	 * Takes an upload back that no step has attached.
	 * @throws Refusal not found; conflict {@code file-already-attached}
	 */
	@Transactional
	public void discard(String owner, UUID id) {
		this.rows.find(id)
			.filter((file) -> file.owner().equals(owner))
			.orElseThrow(() -> Refusal.notFound("file-not-found"));
		if (!remove(id)) {
			throw Refusal.conflict("file-already-attached");
		}
	}

	/**
	 * Removes what was uploaded longer ago than is kept and no step has attached, also
	 * what never arrived whole.
	 * @return how many files
	 */
	int removeForgotten() {
		Instant limit = this.clock.instant().minus(this.settings.keepUnattached());
		int removed = 0;
		List<UUID> forgotten;
		do {
			forgotten = this.rows.unattachedBefore(limit, 100);
			for (UUID id : forgotten) {
				removed += remove(id) ? 1 : 0;
			}
		}
		while (forgotten.size() == 100);
		return removed;
	}

	private boolean remove(UUID id) {
		boolean removed = this.rows.removeUnattached(id);
		if (removed) {
			this.store.delete(id);
		}
		return removed;
	}

	private void checkName(String fileName) {
		int length = fileName.codePointCount(0, fileName.length());
		if (TextLimits.isBlank(fileName)) {
			throw Refusal.invalid("file", "file-name-missing");
		}
		if (length > MAX_NAME) {
			throw Refusal.invalid("file", "file-name-too-long", MAX_NAME, length);
		}
		if (fileName.indexOf('\0') >= 0) {
			throw Refusal.invalid("file", "text-null-character");
		}
		if (!TextLimits.isOneLine(fileName)) {
			throw Refusal.invalid("file", "one-line-only");
		}
	}

	private void checkSlot(String owner, @Nullable String slot) {
		if (slot == null) {
			return;
		}
		if (slot.length() > MAX_SLOT || !SLOT.matcher(slot).matches()) {
			throw Refusal.invalid("slot", "slot-malformed");
		}
		checkRoomInStep(owner, slot);
	}

	/** Whether one more may be staged for the step, by how many whole ones are. */
	private void checkRoomInStep(String owner, @Nullable String slot) {
		if (slot == null) {
			return;
		}
		int staged = this.rows.staged(owner, stepOf(slot)).size();
		if (staged >= this.settings.maxPerStep()) {
			throw Refusal.invalid("file", "too-many-files", this.settings.maxPerStep(), staged + 1);
		}
	}

	/** What the slots of all fields of a step begin with; a slot of no step as it is. */
	private static String stepOf(String slot) {
		int field = slot.lastIndexOf('/') + 1;
		return (slot.indexOf('/') + 1 < field) ? slot.substring(0, field) : slot;
	}

	private void checkDeclared(@Nullable Long declaredLength) {
		if (declaredLength == null) {
			return;
		}
		if (declaredLength < 0) {
			throw Refusal.invalid("file", "length-malformed");
		}
		if (declaredLength > this.settings.maxSize().toBytes()) {
			throw Refusal.tooLarge("file", "file-too-large", SizeFormat.text(this.settings.maxSize()));
		}
	}

}
