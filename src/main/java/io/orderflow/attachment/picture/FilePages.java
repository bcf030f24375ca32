package io.orderflow.attachment.picture;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.platform.Refusal;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * What is seen of files: those of messages, requirements, questions and deliveries, for
 * whoever may read the original. Drawn when somebody first looks, a few at a time and by
 * turns ({@link DrawingPlaces}), and kept. Nobody waits with a thread of the server.
 */
@Service
public class FilePages {

	/** What every picture is. */
	public static final String TYPE = "image/jpeg";

	/** How often one person may wait for one file. */
	private static final int MOST_WAITING = 20;

	private static final Logger logger = LoggerFactory.getLogger(FilePages.class);

	private final AttachmentService attachments;

	private final PageRows rows;

	private final FileDrawing drawing;

	private final DrawingPlaces places;

	private final PictureSettings settings;

	private final ThreadPoolExecutor threads;

	/** What is drawn is told by others than draw. */
	private final ExecutorService tellers;

	/** By file; whoever reads or changes it, or who waits for one, holds its lock. */
	private final Map<UUID, Asked> asked = new HashMap<>();

	FilePages(AttachmentService attachments, PageRows rows, FileDrawing drawing, DrawingPlaces places,
			PictureSettings settings) {
		this.attachments = attachments;
		this.rows = rows;
		this.drawing = drawing;
		this.places = places;
		this.settings = settings;
		int atOnce = Arrays.stream(DrawingTime.values()).mapToInt(settings::atOnce).sum();
		this.threads = new ThreadPoolExecutor(atOnce, atOnce, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				(work) -> thread(work, "file-pages"));
		this.tellers = Executors.newFixedThreadPool(2, (work) -> thread(work, "file-pages-told"));
	}

	private static Thread thread(Runnable work, String name) {
		Thread thread = new Thread(work, name);
		thread.setDaemon(true);
		return thread;
	}

	/** A file that is to be drawn. */
	private static final class Asked {

		private final Attachment file;

		/** Who asked first, and has one more that waits. */
		private final String first;

		/** Who waits for it, and how often each. */
		private final Map<String, Integer> waiting = new HashMap<>();

		private final CompletableFuture<Void> done = new CompletableFuture<>();

		private DrawingPlaces.@Nullable Turn turn;

		/** Whether it waits no more. */
		private boolean begun;

		private Asked(Attachment file, String first) {
			this.file = file;
			this.first = first;
		}

	}

	/**
	 * Its pages, once it is drawn.
	 * @throws Refusal {@code file-not-found}, {@code draft-until-accepted} as for the
	 * original; {@code page-not-there} where the file is of no kind that is drawn, or
	 * belongs to nothing yet; unavailable {@code busy} where too many wait, another node
	 * draws it, or too much of its owner's was drawn lately; then {@code drawn-too-long}
	 * for the owner. Who does not wait any more cancels what they got
	 */
	public CompletableFuture<PageView> of(String reader, UUID id) {
		Attachment file = file(reader, id);
		return whenDrawn(reader, file, () -> view(file));
	}

	/**
	 * A picture of a page, once it is drawn; empty where the file has no such page, or
	 * could not be drawn.
	 * @param page from 1
	 * @throws Refusal as {@link #of(String, UUID)}
	 */
	public CompletableFuture<Optional<Attachment>> picture(String reader, UUID id, int page, PictureSize size) {
		Attachment file = file(reader, id);
		return whenDrawn(reader, file, () -> picture(id, page, size));
	}

	private Optional<Attachment> picture(UUID id, int page, PictureSize size) {
		Optional<PageRows.Picture> found = this.rows.pictures(id)
			.stream()
			.filter((picture) -> picture.page() == page && picture.size() == size)
			.findFirst();
		if (found.isEmpty() && this.rows.ended(id).isEmpty()) {
			throw Refusal.unavailable("busy");
		}
		return found.flatMap((picture) -> this.attachments.all(List.of(picture.file())).stream().findFirst());
	}

	private Attachment file(String reader, UUID id) {
		Attachment file = this.attachments.get(reader, id);
		if (!file.attached() || !file.viewable()) {
			throw Refusal.notFound("page-not-there");
		}
		return file;
	}

	private PageView view(Attachment file) {
		PageRows.Ended ended = this.rows.ended(file.id()).orElseThrow(() -> Refusal.unavailable("busy"));
		String href = "/api/files/" + file.id() + "/pages/";
		List<PageView.Page> shown = this.rows.pictures(file.id())
			.stream()
			.filter((picture) -> picture.size() == PictureSize.PREVIEW)
			.map((picture) -> new PageView.Page(picture.page(), picture.width(), picture.height(),
					href + picture.page(), href + picture.page() + "/thumbnail"))
			.toList();
		return new PageView(ended.outcome(), ended.pages(), shown);
	}

	private <T> CompletableFuture<T> whenDrawn(String reader, Attachment file, Supplier<T> told) {
		if (this.rows.ended(file.id()).isPresent()) {
			return CompletableFuture.completedFuture(told.get());
		}
		long pause = this.places.pause(file.owner());
		if (pause > 0) {
			throw reader.equals(file.owner()) ? Refusal.tooManyFor(pause, "drawn-too-long", (pause + 59) / 60)
					: Refusal.unavailableFor(pause, "busy");
		}
		Asked wanted = join(reader, file);
		CompletableFuture<T> answer = wanted.done.thenApplyAsync((nothing) -> told.get(), this.tellers);
		answer.whenComplete((value, failure) -> leave(reader, wanted));
		return answer;
	}

	private Asked join(String reader, Attachment file) {
		synchronized (this.asked) {
			Asked wanted = this.asked.get(file.id());
			if (wanted == null) {
				checkRoom(reader);
				Asked begun = new Asked(file, reader);
				this.asked.put(file.id(), begun);
				ask(begun, DrawingTime.FIRST);
				wanted = begun;
			}
			int waiting = wanted.waiting.getOrDefault(reader, 0);
			if (waiting == MOST_WAITING) {
				throw Refusal.unavailable("busy");
			}
			wanted.waiting.put(reader, waiting + 1);
			return wanted;
		}
	}

	private void checkRoom(String reader) {
		long own = this.asked.values().stream().filter((one) -> !one.begun && one.first.equals(reader)).count();
		if (own >= this.settings.waitingOfOne()) {
			throw Refusal.unavailable("busy");
		}
	}

	/** Whoever calls it holds the lock. */
	private void ask(Asked wanted, DrawingTime time) {
		wanted.begun = false;
		wanted.turn = this.places.ask(wanted.file.owner(), time, () -> this.threads.execute(() -> draw(wanted, time)),
				() -> this.tellers.execute(() -> end(wanted)));
	}

	/** Whoever waits for it is told what came of it. */
	private void end(Asked wanted) {
		synchronized (this.asked) {
			this.asked.remove(wanted.file.id(), wanted);
		}
		wanted.done.complete(null);
	}

	/** What nobody waits for any more is not drawn, unless that is begun. */
	private void leave(String reader, Asked wanted) {
		synchronized (this.asked) {
			wanted.waiting.computeIfPresent(reader, (who, waiting) -> (waiting > 1) ? waiting - 1 : null);
			if (wanted.waiting.isEmpty() && this.places.giveUp(turn(wanted))) {
				this.asked.remove(wanted.file.id());
			}
		}
	}

	private static DrawingPlaces.Turn turn(Asked wanted) {
		return Objects.requireNonNull(wanted.turn);
	}

	/** In its turn. */
	private void draw(Asked wanted, DrawingTime time) {
		DrawingPlaces.Turn turn;
		synchronized (this.asked) {
			wanted.begun = true;
			turn = turn(wanted);
		}
		boolean ended = true;
		try {
			// what was drawn before it may have been too much
			if (this.places.pause(wanted.file.owner()) == 0) {
				ended = this.drawing.draw(wanted.file, time);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (Exception ex) {
			logger.warn("File {} was not drawn", wanted.file.id(), ex);
		}
		finally {
			this.places.leave(turn);
			if (ended) {
				end(wanted);
			}
			else {
				putOff(wanted);
			}
		}
	}

	/** Waits for a place where it has more time, if anybody still waits for it. */
	private void putOff(Asked wanted) {
		synchronized (this.asked) {
			if (!wanted.waiting.isEmpty() && !this.threads.isShutdown()) {
				ask(wanted, DrawingTime.ALL);
				return;
			}
		}
		end(wanted);
	}

	/** What is being drawn is given up, and begun anew when somebody asks again. */
	@PreDestroy
	void stop() throws InterruptedException {
		synchronized (this.asked) {
			this.asked.values().forEach((wanted) -> this.places.giveUp(turn(wanted)));
		}
		this.threads.shutdownNow();
		this.drawing.stop();
		this.threads.awaitTermination(5, TimeUnit.SECONDS);
		this.tellers.shutdown();
	}

}
