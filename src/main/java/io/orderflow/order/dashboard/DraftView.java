package io.orderflow.order.dashboard;

import java.time.Instant;
import java.util.List;

import io.orderflow.attachment.FileView;
import io.orderflow.order.WorkerResult;
import org.jspecify.annotations.Nullable;

/**
 * A draft, and what the client decided (S23, S24).
 *
 * @param files without an address where the reader sees previews only (B8)
 * @param previewStuck whether it could not be made so far, and can be asked for again
 * @param previews of the files that a worker has looked at
 * @param planChanged whether the plan, approved with it, was changed with it
 * @param playable whether the freelancer lets the client play its films and sounds before
 * the order is accepted (B8)
 */
public record DraftView(int no, String message, List<FileView> files, Instant submittedAt, WorkerResult preview,
		boolean previewStuck, List<PreviewView> previews, @Nullable String decision, @Nullable String comments,
		@Nullable Instant decidedAt, boolean planChanged, boolean playable) {

	/** Whether the reader cannot have the original of some file yet (B8). */
	public boolean withheld() {
		return this.files.stream().anyMatch((file) -> file.href() == null);
	}

	/**
	 * Whether the reader is to decide on it, and can neither see nor play some file, nor
	 * have it yet.
	 */
	public boolean keepsFromSight() {
		return this.decision == null && this.files.stream().anyMatch(this::isKeptFromSight);
	}

	/** Whether one of these is a film or a sound that browsers would play. */
	public boolean keepsFromPlaying() {
		return this.files.stream().anyMatch((file) -> file.playable() && isKeptFromSight(file));
	}

	private boolean isKeptFromSight(FileView file) {
		PreviewView preview = previewOf(file);
		return file.href() == null && file.playHref() == null && preview != null && preview.unseen();
	}

	/** Whether there is something in it that the client may play. */
	public boolean plays() {
		return this.files.stream().anyMatch(this::plays);
	}

	/** Whether this is something that the client may play. */
	public boolean plays(FileView file) {
		return this.playable && file.playable();
	}

	/** Whether it has files, and the worker answered that it made none of any. */
	public boolean lacksPreview() {
		return this.preview == WorkerResult.NOT_MADE && this.previews.isEmpty() && !this.files.isEmpty();
	}

	/** What was made of a file; null while nothing was. */
	public @Nullable PreviewView previewOf(FileView file) {
		return this.previews.stream().filter((preview) -> preview.file().equals(file.id())).findFirst().orElse(null);
	}

}
