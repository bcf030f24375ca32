package io.orderflow.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.attachment.DerivedFileService;
import io.orderflow.conversation.ConversationService;
import io.orderflow.conversation.MessageKind;
import io.orderflow.order.dossier.DossierService;
import io.orderflow.worker.WorkerProcess;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * How soon the dossiers of an order with a long conversation are there, of some 200 pages
 * each (four times of what an installation allows by default), written in 256 MB by a
 * worker in a process of its own, on the machine of the application and its database.
 */
final class Dossiers {

	private static final String CLIENT = "camille";

	private static final String FREELANCER = "lea";

	private static final int MESSAGES = 1_750;

	private static final int TIMES = 5;

	/** Not counted: the application and the worker get warm. */
	private static final int FIRST = 1;

	private static final List<String> WORDS = List.of("le", "renard", "est", "trop", "rouge", "pour", "cette", "scène",
			"du", "château", "je", "préfère", "une", "teinte", "plus", "claire", "avec", "davantage", "de", "neige",
			"et", "merci", "nous", "verrons", "ensemble", "demain", "matin");

	private final OrderflowSide orderflow;

	private final Path folder;

	private final Random random = new Random(1);

	private Dossiers(OrderflowSide orderflow, Path folder) {
		this.orderflow = orderflow;
		this.folder = folder;
	}

	/** The directory of the data is given, and removed before and after. */
	public static void main(String[] args) throws Exception {
		Path data = Path.of(args[0]);
		FileSystemUtils.deleteRecursively(data);
		Path folder = Files.createTempDirectory("dossiers");
		try (OrderflowSide orderflow = new OrderflowSide(data)) {
			new Dossiers(orderflow, folder).run();
		}
		finally {
			FileSystemUtils.deleteRecursively(data);
			FileSystemUtils.deleteRecursively(folder);
		}
	}

	private void run() throws Exception {
		String number = Move.until(Move.PLAN_WORK, this.orderflow, (move) -> {
		});
		converse(number);
		DossierService dossiers = this.orderflow.bean(DossierService.class);
		System.out.printf(Locale.ROOT, "%d processors, load of the machine before: %.1f%n",
				Runtime.getRuntime().availableProcessors(), load());
		double[] first = new double[TIMES];
		double[] both = new double[TIMES];
		try (WorkerProcess worker = WorkerProcess.start(this.orderflow.port(), this.folder.resolve("worker.log"))) {
			for (int i = 0; i < FIRST + TIMES; i++) {
				int build = i + 1;
				dossiers.ask(number, CLIENT);
				long asked = System.nanoTime();
				until(build, 1);
				double one = (System.nanoTime() - asked) / 1e9;
				until(build, 2);
				if (i >= FIRST) {
					first[i - FIRST] = one;
					both[i - FIRST] = (System.nanoTime() - asked) / 1e9;
				}
				ended(build);
			}
		}
		Arrays.sort(first);
		Arrays.sort(both);
		Attachment document = dossiers.own(number, CLIENT);
		System.out.printf(Locale.ROOT,
				"a dossier of %d pages (%d kB) is there %.1f s after it was asked for (median of %d, %.1f s at most), the other side's after %.1f s; load of the machine after: %.1f%n",
				pages(document), document.size() / 1024, first[TIMES / 2], TIMES, first[TIMES - 1], both[TIMES / 2],
				load());
	}

	/** In words, some of them emoji or of other scripts, with a file now and then. */
	private void converse(String number) throws IOException {
		ConversationService conversations = this.orderflow.bean(ConversationService.class);
		AttachmentService files = this.orderflow.bean(AttachmentService.class);
		for (int i = 0; i < MESSAGES; i++) {
			String author = (i % 3 == 0) ? FREELANCER : CLIENT;
			List<UUID> sent = new ArrayList<>();
			if (i % 6 == 0) {
				byte[] content = ("sketch " + i).getBytes(StandardCharsets.UTF_8);
				sent.add(files
					.upload(author, "esquisse-" + i + ".txt", null, (long) content.length,
							new ByteArrayInputStream(content))
					.id());
			}
			conversations.post(number, author, MessageKind.MESSAGE, words(i), sent, UUID.randomUUID().toString());
		}
	}

	private String words(int no) {
		List<String> said = new ArrayList<>();
		for (int i = this.random.nextInt(8, 80); i > 0; i--) {
			said.add(WORDS.get(this.random.nextInt(WORDS.size())));
		}
		if (no % 5 == 0) {
			said.add("🦊 🙂");
		}
		if (no % 20 == 0) {
			said.add("→ 象の夢");
		}
		return String.join(" ", said) + ".";
	}

	private void until(int build, int sides) throws InterruptedException {
		until("select count(*) >= :expected from dossier where build = :build", build, sides);
	}

	private void ended(int build) throws InterruptedException {
		until("select count(*) >= :expected from dossier_build where no = :build and ended_at is not null", build, 1);
	}

	private void until(String question, int build, int expected) throws InterruptedException {
		JdbcClient jdbc = this.orderflow.bean(JdbcClient.class);
		while (!jdbc.sql(question).param("build", build).param("expected", expected).query(Boolean.class).single()) {
			int failed = jdbc.sql("select count(*) from dossier_side where outcome is not null")
				.query(Integer.class)
				.single();
			if (failed > 0) {
				throw new IllegalStateException("A dossier was not made");
			}
			Thread.sleep(20);
		}
	}

	private int pages(Attachment document) throws IOException {
		try (PDDocument read = Loader.loadPDF(this.orderflow.bean(DerivedFileService.class).content(document))) {
			return read.getNumberOfPages();
		}
	}

	private static double load() {
		return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
	}

}
