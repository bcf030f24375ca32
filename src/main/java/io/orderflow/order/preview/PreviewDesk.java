package io.orderflow.order.preview;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.attachment.AttachmentUse;
import io.orderflow.attachment.DerivedFileService;
import io.orderflow.order.Draft;
import io.orderflow.order.Order;
import io.orderflow.order.lookup.OrderByNumber;
import io.orderflow.order.WorkerResult;
import io.orderflow.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/**
 * What a worker does for a draft over HTTP while it holds the external task: reads the
 * files, hands in pictures, says what came of each. To whoever does not hold the task it
 * is not there, nor is anything of it. For accounts of the group of workers only, which
 * the caller has checked.
 */
@Service
public class PreviewDesk {

	/** The part before the slash of what previews are attached as. */
	public static final String PURPOSE = "preview";

	/** The topic of the external task. */
	public static final String TOPIC = "draft.preparePreview";

	/** One picture is for both sides, wherever they are: so the time has its zone. */
	private static final DateTimeFormatter WATERMARKED = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'",
			Locale.ROOT);

	/**
	 * A file that takes longer puts what is left of its task behind the tasks of others.
	 */
	private static final Duration LONG = Duration.ofSeconds(1);

	/** What a worker reads in a second: large files keep it busy, drawn or not. */
	private static final long READ_IN_A_SECOND = DataSize.ofMegabytes(50).toBytes();

	private final ExternalTaskLocks locks;

	private final OrderByNumber orders;

	private final AttachmentService attachments;

	private final DerivedFileService derived;

	private final PreviewRows rows;

	private final PreviewSettings settings;

	private final WorkerTurns turns;

	private final Clock clock;

	private final TransactionTemplate transaction;

	PreviewDesk(ExternalTaskLocks locks, OrderByNumber orders, AttachmentService attachments,
			DerivedFileService derived, PreviewRows rows, PreviewSettings settings, WorkerTurns turns, Clock clock,
			TransactionTemplate transaction) {
		this.locks = locks;
		this.orders = orders;
		this.attachments = attachments;
		this.derived = derived;
		this.rows = rows;
		this.settings = settings;
		this.turns = turns;
		this.clock = clock;
		this.transaction = transaction;
	}

	/** A draft whose task somebody holds. */
	private record Held(UUID order, String number, Draft draft) {

	}

	/** A picture as it is handed in: the content, and what it must hash to. */
	public record Sent(String sha256, InputStream content) {

	}

	/**
	 * What the task asks for.
	 * @param task the external task's id
	 * @param worker the name under which it was locked
	 * @throws Refusal {@code task-not-held}
	 */
	public PreviewTask task(String task, String worker) {
		return holding(task, worker, (held) -> {
			Map<UUID, PreviewRows.Known> known = this.rows.known(held.order());
			List<PreviewTask.File> files = this.attachments.all(held.draft().files())
				.stream()
				.map((file) -> file(task, file, known.get(file.id())))
				.toList();
			String submitted = WATERMARKED.format(held.draft().submittedAt().atOffset(ZoneOffset.UTC));
			return new PreviewTask(held.number(), held.draft().no(), held.draft().submittedAt(),
					held.number() + " · " + submitted, PreviewPicture.PREVIEW.largest(),
					PreviewPicture.THUMBNAIL.largest(), this.settings.maxSize().toBytes(), this.settings.maxPages(),
					files);
		});
	}

	private static PreviewTask.File file(String task, Attachment file, PreviewRows.@Nullable Known known) {
		return new PreviewTask.File(file.id(), file.fileName(), file.contentType(), file.size(), file.sha256(),
				"/api/external-tasks/" + task + "/files/" + file.id(), (known != null) ? known.attempts() : 0,
				(known != null) ? known.outcome() : null);
	}

	/**
	 * A file of the draft, to be read.
	 * @throws Refusal {@code task-not-held}; {@code file-not-found}
	 */
	public Attachment file(String task, String worker, UUID file) {
		return holding(task, worker, (held) -> file(held, file));
	}

	private Attachment file(Held held, UUID file) {
		return Optional.of(file)
			.filter(held.draft().files()::contains)
			.flatMap((id) -> this.attachments.all(List.of(id)).stream().findFirst())
			.orElseThrow(() -> Refusal.notFound("file-not-found"));
	}

	/**
	 * Notes that a worker begins to draw a file. Whoever is told that it is in quarantine
	 * leaves it: its outcome is written.
	 * @return how often it was begun, this time counted
	 * @throws Refusal {@code task-not-held}, {@code file-not-found}; conflict
	 * {@code preview-finished}, {@code preview-quarantined}
	 */
	public int begin(String task, String worker, UUID file) {
		Begun begun = locking(task, worker, (held) -> {
			Attachment source = file(held, file);
			PreviewRows.Known known = this.rows.locked(held.order(), file);
			refuseFinished(known);
			if (known.attempts() >= this.settings.attempts()) {
				this.rows.finished(file, PreviewOutcome.QUARANTINED, null, null);
				return new Begun(known.attempts(), drawn(source, known));
			}
			this.rows.begun(file, worker, this.clock.instant());
			return new Begun(known.attempts() + 1, null);
		});
		if (begun.givenUp() != null) {
			spend(task, begun.givenUp());
			throw Refusal.conflict("preview-quarantined");
		}
		return begun.attempts();
	}

	/**
	 * How often a file was begun.
	 *
	 * @param givenUp where that was too often: the last time
	 */
	private record Begun(int attempts, @Nullable Drawn givenUp) {

	}

	/**
	 * Takes back that the worker began it last: it stops, and the file is not to blame.
	 * More often than it began, and what others began, changes nothing.
	 * @throws Refusal {@code task-not-held}, {@code file-not-found}; conflict
	 * {@code preview-finished}
	 */
	public void takeBack(String task, String worker, UUID file) {
		locking(task, worker, (held) -> {
			file(held, file);
			PreviewRows.Known known = this.rows.locked(held.order(), file);
			refuseFinished(known);
			this.rows.takenBack(file, worker);
			return known;
		});
	}

	/**
	 * Keeps a picture of a page. The same picture again is a repeat and changes nothing.
	 * @param page from 1
	 * @throws Refusal {@code task-not-held}, also where the lock ran out while the
	 * picture came; {@code file-not-found}; {@code page-unknown}; {@code digest-wrong},
	 * {@code file-too-large}, {@code wrong-file-type}, {@code picture-broken},
	 * {@code picture-too-large}; conflict {@code preview-finished},
	 * {@code preview-handed-in} where another picture was
	 * @throws IOException when the sender goes away
	 */
	public void handIn(String task, String worker, UUID file, int page, PreviewPicture picture, Sent sent)
			throws IOException {
		if (page < 1 || page > this.settings.maxPages()) {
			throw Refusal.invalid("page", "page-unknown", this.settings.maxPages());
		}
		Attachment source = file(task, worker, file);
		Attachment received = this.derived.receive(source.owner(), picture.name() + "-" + page, this.settings.maxSize(),
				sent.sha256(), sent.content());
		boolean kept = false;
		try {
			PreviewPicture.Size size = picture.check(received.contentType(), this.derived.content(received));
			kept = locking(task, worker, (held) -> keep(held, source, page, picture, received, size));
		}
		finally {
			if (!kept) {
				this.derived.discard(received.id());
			}
		}
	}

	private boolean keep(Held held, Attachment source, int page, PreviewPicture picture, Attachment received,
			PreviewPicture.Size size) {
		PreviewRows.Known known = this.rows.locked(held.order(), source.id());
		Optional<UUID> before = this.rows.handedIn(source.id(), page, picture);
		if (before.isPresent()) {
			if (this.attachments.all(List.of(before.get()))
				.stream()
				.noneMatch((file) -> file.sha256().equals(received.sha256()))) {
				throw Refusal.conflict("preview-handed-in");
			}
			return false;
		}
		refuseFinished(known);
		this.derived.attach(received, new AttachmentUse(held.number(), PURPOSE + "/" + held.draft().no()));
		this.rows.handIn(source.id(), page, picture, received.id(), size);
		return true;
	}

	/**
	 * Says what came of a file. Nothing is handed in after that; the same again, numbers
	 * and all, is a repeat. Pages that were handed in of one that is not drawn in the end
	 * are forgotten.
	 * @param outcome any but {@link PreviewOutcome#QUARANTINED}, which nobody says but
	 * {@link #begin}
	 * @param pages how many the original has; null where it has none or nobody knows
	 * @param seconds how long a recording lasts; null where it is none or nobody knows
	 * @throws Refusal {@code task-not-held}, {@code file-not-found};
	 * {@code choice-unknown}, {@code page-count-malformed}, {@code seconds-malformed};
	 * conflict {@code preview-finished}; {@code preview-missing} where a drawn file's
	 * first page was not handed in in both sizes
	 */
	public void finish(String task, String worker, UUID file, PreviewOutcome outcome, @Nullable Integer pages,
			@Nullable Integer seconds) {
		if (outcome == PreviewOutcome.QUARANTINED) {
			throw Refusal.invalid("outcome", "choice-unknown", outcome.name());
		}
		if (pages != null && pages < 1) {
			throw Refusal.invalid("pages", "page-count-malformed");
		}
		if (seconds != null && seconds < 0) {
			throw Refusal.invalid("seconds", "seconds-malformed");
		}
		Drawn drawn = locking(task, worker, (held) -> {
			Attachment source = file(held, file);
			PreviewRows.Known known = this.rows.locked(held.order(), file);
			if (known.isFinishedAs(outcome, pages, seconds)) {
				return new Drawn(source.owner(), Duration.ZERO);
			}
			refuseFinished(known);
			for (PreviewPicture picture : PreviewPicture.values()) {
				if (outcome == PreviewOutcome.DRAWN && this.rows.handedIn(file, 1, picture).isEmpty()) {
					throw Refusal.conflict("preview-missing");
				}
			}
			if (outcome != PreviewOutcome.DRAWN) {
				this.rows.forgetPages(file).forEach(this.derived::remove);
			}
			this.rows.finished(file, outcome, pages, seconds);
			return drawn(source, known);
		});
		spend(task, drawn);
	}

	private void spend(String task, Drawn drawn) {
		this.turns.spend(drawn.owner(), drawn.took());
		if (drawn.took().compareTo(LONG) > 0) {
			this.locks.setPriority(task, this.turns.priority(drawn.owner()));
		}
	}

	/** How long a file took that was drawn, and whose it is. */
	private record Drawn(String owner, Duration took) {

	}

	private Drawn drawn(Attachment source, PreviewRows.Known known) {
		Duration read = Duration.ofSeconds(source.size() / READ_IN_A_SECOND);
		Instant begun = known.begunAt();
		return new Drawn(source.owner(),
				(begun != null) ? read.plus(Duration.between(begun, this.clock.instant())) : read);
	}

	private static void refuseFinished(PreviewRows.Known known) {
		if (known.outcome() != null) {
			throw Refusal.conflict("preview-finished");
		}
	}

	private <T> T holding(String task, String worker, Function<Held, T> work) {
		return inTransaction(() -> work.apply(held(task, worker)));
	}

	/**
	 * The same for whoever changes something: the task may be completed this moment,
	 * which counts what was handed in once it has the order's row. Who comes later finds
	 * no task.
	 */
	private <T> T locking(String task, String worker, Function<Held, T> work) {
		return inTransaction(() -> {
			this.orders.locked(this.locks.require(task, worker, TOPIC).orderNumber());
			return work.apply(held(task, worker));
		});
	}

	private <T> T inTransaction(Supplier<T> work) {
		T done = this.transaction.execute((status) -> work.get());
		if (done == null) {
			throw new IllegalStateException("Nothing was done");
		}
		return done;
	}

	/** The newest draft of the order, as long as its task waits for the worker. */
	private Held held(String task, String worker) {
		Order order = this.orders.get(this.locks.require(task, worker, TOPIC).orderNumber());
		return order.drafts()
			.newest()
			.filter((draft) -> draft.preview() == WorkerResult.PENDING)
			.map((draft) -> new Held(order.id(), order.number(), draft))
			.orElseThrow(() -> Refusal.notFound("task-not-held"));
	}

}
