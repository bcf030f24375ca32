package io.orderflow.attachment.picture;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.platform.Refusal;
import jakarta.annotation.PreDestroy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * What is seen of files: those of messages, requirements, questions and deliveries, for
 * whoever may read the original. Drawn when somebody first looks, a few at a time and by
 * turns, and kept. Nobody waits with a thread of the server.
 */
@Service
public class FilePages {

	/** What every picture is. */
	public static final String TYPE = "image/jpeg";

	private static final Logger logger = LoggerFactory.getLogger(FilePages.class);

	private final AttachmentService attachments;

	private final PageRows rows;

	private final FileDrawing drawing;

	private final TurnQueue<Asked> queue;

	private final ExecutorService threads;

	private final Map<UUID, Asked> asked = new ConcurrentHashMap<>();

	FilePages(AttachmentService attachments, PageRows rows, FileDrawing drawing, PictureSettings settings) {
		this.attachments = attachments;
		this.rows = rows;
		this.drawing = drawing;
		this.queue = new TurnQueue<>(settings.waiting());
		this.threads = Executors.newFixedThreadPool(settings.atOnce(), (work) -> {
			Thread thread = new Thread(work, "file-pages");
			thread.setDaemon(true);
			return thread;
		});
	}

	/** A file that is to be drawn, and who waits for it. */
	private record Asked(Attachment file, CompletableFuture<Void> done) {

	}

	/**
	 * Its pages, once it is drawn.
	 * @throws Refusal {@code file-not-found}, {@code draft-until-accepted} as for the
	 * original; {@code page-not-there} where the file is of no kind that is drawn, or
	 * belongs to nothing yet; unavailable {@code busy} where too many wait
	 */
	public CompletableFuture<PageView> of(String reader, UUID id) {
		Attachment file = file(reader, id);
		return drawn(file).thenApply((nothing) -> view(file));
	}

	/**
	 * A picture of a page, once it is drawn; empty where the file has no such page, or
	 * could not be drawn.
	 * @param page from 1
	 * @throws Refusal as {@link #of(String, UUID)}
	 */
	public CompletableFuture<Optional<Attachment>> picture(String reader, UUID id, int page, PictureSize size) {
		Attachment file = file(reader, id);
		return drawn(file).thenApply((nothing) -> this.rows.pictures(id)
			.stream()
			.filter((picture) -> picture.page() == page && picture.size() == size)
			.findFirst()
			.flatMap((picture) -> this.attachments.all(List.of(picture.file())).stream().findFirst()));
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

	private CompletableFuture<Void> drawn(Attachment file) {
		if (this.rows.ended(file.id()).isPresent()) {
			return CompletableFuture.completedFuture(null);
		}
		Asked mine = new Asked(file, new CompletableFuture<>());
		Asked first = this.asked.putIfAbsent(file.id(), mine);
		if (first != null) {
			return first.done();
		}
		if (!this.queue.offer(file.owner(), mine)) {
			this.asked.remove(file.id());
			mine.done().completeExceptionally(Refusal.unavailable("busy"));
			return mine.done();
		}
		this.threads.execute(this::drawNext);
		return mine.done();
	}

	private void drawNext() {
		Optional.ofNullable(this.queue.poll()).ifPresent((next) -> {
			try {
				this.drawing.draw(next.file());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			catch (Exception ex) {
				logger.warn("File {} was not drawn", next.file().id(), ex);
			}
			finally {
				this.asked.remove(next.file().id());
				next.done().complete(null);
			}
		});
	}

	/** What is being drawn is given up, and begun anew when somebody asks again. */
	@PreDestroy
	void stop() throws InterruptedException {
		this.threads.shutdownNow();
		this.drawing.stop();
		this.threads.awaitTermination(5, TimeUnit.SECONDS);
	}

}
