package io.orderflow.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.drawing.DrawingFolders;
import io.orderflow.drawing.DrawingProcess;
import io.orderflow.drawing.StarvedException;
import io.orderflow.worker.TaskResources.RefusedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Makes watermarked previews of drafts (B8). Every file ends in an outcome that the
 * application knows, hostile ones too; what it could not reach or hand in is tried again
 * later, and an incident says in words what failed in the end.
 */
class PreviewWorker extends HeldTaskWorker {

	static final String TOPIC = "draft.preparePreview";

	private static final String DRAWN = "DRAWN";

	private static final Logger logger = LoggerFactory.getLogger(PreviewWorker.class);

	private static final String TOO_LARGE = "TOO_LARGE";

	private static final String DAMAGED = "DAMAGED";

	/** What may come of a file that was drawn here. */
	private static final Set<String> OUTCOMES = Set.of(DRAWN, "NOT_DRAWABLE", "ENCRYPTED", DAMAGED, TOO_LARGE,
			"TOO_SLOW");

	/**
	 * How often a draft is put off because the machine is busy, half an hour in all: the
	 * client waits for it.
	 */
	private static final int PUT_OFF = 5;

	private static final Duration TURN = Duration.ofSeconds(20);

	/** A minute, in which a node has begun again. */
	static final List<Duration> UNTIL_IT_ANSWERS = Stream.of(1, 2, 4, 8, 15, 30).map(Duration::ofSeconds).toList();

	private final DrawingProcess drawing;

	private final Duration turn;

	private final List<Duration> patience;

	private final DrawingFolders folders = new DrawingFolders("orderflow-preview");

	/**
	 * Files whose last attempt this process has survived, and could not take back yet.
	 */
	private final Set<String> counted = ConcurrentHashMap.newKeySet();

	PreviewWorker(TaskResources resources, DrawingProcess drawing, LockExtension locks, WorkerMeter meter) {
		this(resources, drawing, locks, meter, TURN, UNTIL_IT_ANSWERS);
	}

	/**
	 * @param turn after which no other file of a draft is begun
	 * @param patience what is waited for an application that is away, before each time
	 * that an attempt is taken back once more
	 */
	PreviewWorker(TaskResources resources, DrawingProcess drawing, LockExtension locks, WorkerMeter meter,
			Duration turn, List<Duration> patience) {
		super(TOPIC, "Preview", resources, locks, meter);
		this.turn = turn;
		this.patience = patience;
		this.drawing = drawing;
	}

	/**
	 * After a turn, the drafts of others come between: those that take long are drawn in
	 * more turns than one.
	 */
	@Override
	boolean work(String task, int putOff) throws IOException, InterruptedException {
		JsonNode asked = resources().task(task);
		long began = System.nanoTime();
		boolean drawn = false;
		for (JsonNode file : asked.path("files")) {
			if (!file.hasNonNull("outcome")) {
				if (drawn && System.nanoTime() - began > this.turn.toNanos()) {
					return false;
				}
				draw(file, asked, putOff < PUT_OFF);
				drawn = true;
			}
		}
		return true;
	}

	private void draw(JsonNode file, JsonNode asked, boolean waits) throws IOException, InterruptedException {
		String href = file.path("href").asText();
		String type = file.path("contentType").asText();
		if (!DrawingProcess.draws(type)) {
			finish(href, "NOT_DRAWABLE", null, null);
			return;
		}
		Path folder = this.folders.make();
		try {
			Path original = folder.resolve("original");
			resources().fetch(href, file.path("sha256").asText(), original);
			DrawingProcess.Request request = new DrawingProcess.Request(original, type, asked.path("largest").asInt(),
					asked.path("largestThumbnail").asInt(), asked.path("maxPages").asInt(),
					asked.path("watermark").asText(), false, asked.path("maxBytes").asLong(Long.MAX_VALUE));
			DrawingProcess.Drawn drawn = untilNamed(href, request, folder, waits);
			if (drawn != null) {
				handInOrTakeBack(href, drawn);
			}
		}
		finally {
			FileSystemUtils.deleteRecursively(folder);
		}
	}

	/**
	 * Draws again where the process died of something without a name, until the
	 * application says that it was tried too often, and that is its outcome; and once
	 * more where the machine was so busy that it may be to blame for the time it took.
	 * @param waits whether the file is put off where it had no more of the machine then
	 * @return null where nothing is to be handed in
	 */
	private DrawingProcess.@Nullable Drawn untilNamed(String href, DrawingProcess.Request request, Path folder,
			boolean waits) throws IOException, InterruptedException {
		takeBackWhatCounts(href);
		boolean again = false;
		while (true) {
			if (!begin(href)) {
				return null;
			}
			try {
				DrawingProcess.Drawn drawn = this.drawing.draw(request, Files.createTempDirectory(folder, "results"));
				if (drawn.starved() && !again) {
					again = true;
					takeBack(href);
				}
				else if (drawn.starved() && waits) {
					throw new StarvedException("The machine was too busy to draw it");
				}
				else if (drawn.outcome() != null) {
					return drawn;
				}
			}
			catch (InterruptedException | IOException ex) {
				takeBack(href);
				throw ex;
			}
		}
	}

	/** False where it is not to be drawn: there is an outcome. */
	private boolean begin(String href) throws IOException, InterruptedException {
		try {
			resources().post(href + "/attempts");
			return true;
		}
		catch (RefusedException ex) {
			if (ex.isDone()) {
				return false;
			}
			if (!ex.isTaskLost()) {
				takeBack(href);
			}
			throw ex;
		}
		catch (InterruptedException | IOException ex) {
			// nobody knows whether it counts
			takeBack(href);
			throw ex;
		}
	}

	/** A file that was drawn is not to blame that its pictures could not be handed in. */
	private void handInOrTakeBack(String href, DrawingProcess.Drawn drawn) throws IOException, InterruptedException {
		try {
			handIn(href, drawn);
		}
		catch (InterruptedException | IOException ex) {
			if (!(ex instanceof RefusedException refused && refused.isTaskLost())) {
				takeBack(href);
			}
			throw ex;
		}
	}

	/**
	 * The file is not to blame that the worker stops, that no process could be begun, or
	 * that the application is away. Where it is, this waits for about as long as a node
	 * takes to begin again: only who holds the task takes back, and two attempts that
	 * stay put an innocent file in quarantine. What is left even so is taken back before
	 * this worker's next attempt.
	 */
	private void takeBack(String href) throws InterruptedException {
		for (Duration wait : this.patience) {
			if (tookBack(href) || resources().stopWithin(wait)) {
				return;
			}
		}
		tookBack(href);
	}

	/** False where nobody knows, and it is to be tried again. */
	private boolean tookBack(String href) throws InterruptedException {
		try {
			resources().delete(href + "/attempts");
			this.counted.remove(href);
			return true;
		}
		catch (IOException ex) {
			if (ex instanceof RefusedException refused && (refused.isDone() || refused.isTaskLost())) {
				logger.info("The attempt counts all the same: {}", ex.getMessage());
				return true;
			}
			this.counted.add(href);
			logger.info("The attempt is not taken back yet: {}", ex.getMessage());
			return false;
		}
	}

	private void takeBackWhatCounts(String href) throws IOException, InterruptedException {
		if (this.counted.contains(href)) {
			try {
				resources().delete(href + "/attempts");
			}
			catch (RefusedException ex) {
				if (!ex.isDone()) {
					throw ex;
				}
			}
			this.counted.remove(href);
		}
	}

	/**
	 * What the process made, whatever it says: a hostile file may have written it. What
	 * the application does not take as a result has failed for good.
	 */
	private void handIn(String href, DrawingProcess.Drawn drawn) throws IOException, InterruptedException {
		int pages = DRAWN.equals(drawn.outcome()) ? drawn.drawnPages() : 0;
		boolean known = OUTCOMES.contains(drawn.outcome()) && (pages > 0 || !DRAWN.equals(drawn.outcome()));
		try {
			for (int page = 1; page <= pages; page++) {
				putPicture(href + "/pages/" + page + "/preview", drawn.preview(page));
				putPicture(href + "/pages/" + page + "/thumbnail", drawn.thumbnail(page));
			}
			finish(href, known ? String.valueOf(drawn.outcome()) : DAMAGED, drawn.pages(), drawn.seconds());
		}
		catch (RefusedException ex) {
			if (!ex.isTooLarge() && !ex.isNoResult()) {
				throw ex;
			}
			logger.warn("What was drawn is refused: {}", ex.getMessage());
			finish(href, ex.isTooLarge() ? TOO_LARGE : DAMAGED, null, null);
		}
	}

	private void putPicture(String href, Path picture) throws IOException, InterruptedException {
		try {
			resources().putPicture(href, picture);
		}
		catch (RefusedException ex) {
			if (!ex.isDone()) {
				throw ex;
			}
		}
	}

	private void finish(String href, String outcome, @Nullable Integer pages, @Nullable Integer seconds)
			throws IOException, InterruptedException {
		Map<String, Object> body = new HashMap<>(Map.of("outcome", outcome));
		if (pages != null) {
			body.put("pages", pages);
		}
		if (seconds != null) {
			body.put("seconds", seconds);
		}
		try {
			resources().putJson(href + "/outcome", body);
		}
		catch (RefusedException ex) {
			if (!ex.isDone()) {
				throw ex;
			}
		}
		meter().drawn(outcome);
	}

}
