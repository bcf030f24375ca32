package io.orderflow.attachment.picture;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.attachment.DerivedFileService;
import io.orderflow.drawing.DrawingProcess;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.quota.CallerCheck;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.Assert;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Draws uploads that are to be shown, each in a process of its own, while whoever sent it
 * waits: what is wrong with it is told where it was chosen, and nothing of the original
 * is left (decision 22). A few people wait at most ({@link DrawingPlaces}), so that the
 * server has threads for everybody else.
 */
@Component
class ShownPictureDrawing {

	/** How many of somebody's pictures may show nothing yet. */
	private static final int MOST_UNKEPT = 50;

	/** How many of one person may wait on a node or be drawn. */
	private static final int MOST_WAITING_OF_ONE = 2;

	private static final Logger logger = LoggerFactory.getLogger(ShownPictureDrawing.class);

	private final ShownPictureRows rows;

	private final AttachmentService attachments;

	private final DerivedFileService derived;

	private final PictureSettings settings;

	private final CallerCheck caller;

	private final Clock clock;

	private final OriginalDrawing originals;

	private final DrawingPlaces places;

	/** How many each has waiting. */
	private final Map<String, Integer> waiting = new HashMap<>();

	ShownPictureDrawing(ShownPictureRows rows, AttachmentService attachments, DerivedFileService derived,
			PictureSettings settings, DrawingPlaces places, CallerCheck caller, Clock clock) {
		this.rows = rows;
		this.attachments = attachments;
		this.derived = derived;
		this.settings = settings;
		this.caller = caller;
		this.clock = clock;
		this.originals = new OriginalDrawing(attachments, settings, "orderflow-pictures");
		this.places = places;
	}

	/**
	 * Draws it and forgets the original, whatever comes of it; but for a node that is
	 * busy, or has drawn for too long for its owner, where it can be sent again.
	 * @throws Refusal as {@link ShownPictureService#of} says; {@code not-signed-in} where
	 * its owner's session has ended meanwhile
	 */
	ShownPicture draw(Attachment upload, PictureShape shape, String field) {
		Assert.state(!TransactionSynchronizationManager.isSynchronizationActive(), "Drawing takes its time");
		if (this.rows.unkept(upload.owner()) >= MOST_UNKEPT) {
			throw Refusal.tooLarge(field, "too-many-pictures-unused", MOST_UNKEPT);
		}
		if (upload.size() > this.settings.maxOriginal().toBytes()) {
			forget(upload);
			throw Refusal.tooLarge(field, "picture-beyond-bounds", upload.fileName());
		}
		checkPause(upload.owner());
		join(upload.owner());
		try {
			ShownPicture drawn = inTurns(upload, shape, field);
			// it took a while, and whoever shows it changes something with it
			this.caller.check();
			return drawn;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw Refusal.unavailable("busy");
		}
		catch (IOException ex) {
			logger.warn("Upload {} was not drawn", upload.id(), ex);
			throw Refusal.unavailable("busy");
		}
		finally {
			leave(upload.owner());
		}
	}

	private void checkPause(String owner) {
		long seconds = this.places.pause(owner);
		if (seconds > 0) {
			throw Refusal.tooManyFor(seconds, "drawn-too-long", (seconds + 59) / 60);
		}
	}

	private void join(String owner) {
		synchronized (this.waiting) {
			int own = this.waiting.getOrDefault(owner, 0);
			if (own >= MOST_WAITING_OF_ONE) {
				throw Refusal.unavailable("busy");
			}
			this.waiting.put(owner, own + 1);
		}
	}

	/** How many of somebody's wait or are being drawn. */
	int waiting(String owner) {
		synchronized (this.waiting) {
			return this.waiting.getOrDefault(owner, 0);
		}
	}

	private void leave(String owner) {
		synchronized (this.waiting) {
			this.waiting.computeIfPresent(owner, (who, own) -> (own > 1) ? own - 1 : null);
		}
	}

	private ShownPicture inTurns(Attachment upload, PictureShape shape, String field)
			throws IOException, InterruptedException {
		long until = System.nanoTime() + this.settings.turnWithin().toNanos();
		Optional<ShownPicture> first = inTurn(upload, shape, field, DrawingTime.FIRST, until);
		if (first.isPresent()) {
			return first.get();
		}
		return inTurn(upload, shape, field, DrawingTime.ALL, until + this.settings.firstAttempt().toNanos())
			.orElseThrow();
	}

	private Optional<ShownPicture> inTurn(Attachment upload, PictureShape shape, String field, DrawingTime time,
			long until) throws IOException, InterruptedException {
		long patience = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
		DrawingPlaces.Turn turn = this.places.enterWithin(upload.owner(), time, patience)
			.orElseThrow(() -> Refusal.unavailable("busy"));
		try {
			checkPause(upload.owner());
			return inPlace(upload, shape, field, time);
		}
		finally {
			this.places.leave(turn);
		}
	}

	private Optional<ShownPicture> inPlace(Attachment upload, PictureShape shape, String field, DrawingTime time)
			throws IOException, InterruptedException {
		try {
			// the same form came twice
			List<ShownPicture> meanwhile = this.rows.all(List.of(upload.id()));
			if (!meanwhile.isEmpty()) {
				return Optional.of(meanwhile.get(0));
			}
			Optional<ShownPicture> picture = this.originals.draw(upload, time,
					(original) -> new DrawingProcess.Request(original, upload.contentType(), shape.largest(),
							shape.small(), 1, "", shape.square(), Long.MAX_VALUE),
					(drawn) -> kept(drawn, upload, shape, field));
			if (picture.isPresent()) {
				forget(upload);
			}
			return picture;
		}
		catch (Refusal refusal) {
			forget(upload);
			throw refusal;
		}
	}

	private ShownPicture kept(DrawingProcess.Drawn drawn, Attachment upload, PictureShape shape, String field)
			throws IOException {
		if (drawn.starved()) {
			throw new IOException("The process that draws had no processor");
		}
		String why = refused(drawn.outcome());
		if (why != null) {
			throw Refusal.invalid(field, why, upload.fileName());
		}
		return keep(upload, List.of(measured(drawn.preview(1), shape.largest(), upload, field),
				measured(drawn.thumbnail(1), shape.small(), upload, field)));
	}

	/** Why it is not shown; null where it is. What died of it is damaged. */
	private static @Nullable String refused(@Nullable String outcome) {
		PageOutcome known = Optional.ofNullable(outcome)
			.flatMap((name) -> List.of(PageOutcome.values())
				.stream()
				.filter((one) -> one.name().equals(name))
				.findFirst())
			.orElse(PageOutcome.DAMAGED);
		return switch (known) {
			case DRAWN -> null;
			case TOO_LARGE -> "picture-beyond-bounds";
			case TOO_SLOW -> "picture-too-slow";
			default -> "picture-damaged";
		};
	}

	private static DrawnPicture measured(Path picture, int largest, Attachment upload, String field) {
		try {
			return DrawnPicture.measured(picture, largest);
		}
		catch (IOException | RuntimeException ex) {
			logger.warn("What was drawn is no picture: {}", ex.toString());
			throw Refusal.invalid(field, "picture-damaged", upload.fileName());
		}
	}

	private ShownPicture keep(Attachment upload, List<DrawnPicture> sizes) throws IOException {
		List<Attachment> received = new ArrayList<>();
		boolean kept = false;
		try {
			for (DrawnPicture size : sizes) {
				received.add(size.receive(this.derived, upload.owner(), "picture"));
			}
			DrawnPicture large = sizes.get(0);
			ShownPicture picture = new ShownPicture(upload.id(), upload.owner(), received.get(0).id(),
					received.get(1).id(), large.width(), large.height(), null);
			kept = this.rows.add(picture, this.clock.instant());
			// on another node
			return kept ? picture : this.rows.all(List.of(upload.id())).get(0);
		}
		finally {
			if (!kept) {
				received.forEach((one) -> this.derived.discard(one.id()));
			}
		}
	}

	private void forget(Attachment upload) {
		try {
			this.attachments.discard(upload.owner(), upload.id());
		}
		catch (Refusal ex) {
			// gone already
		}
	}

	/** Ends what is being drawn. */
	@PreDestroy
	void stop() {
		this.originals.stop();
	}

}
