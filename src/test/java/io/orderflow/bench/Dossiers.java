package io.orderflow.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

/**
 * How soon the dossiers of an order with a long conversation are there, of some 200 pages
 * each (four times of what an installation allows by default), written in 256 MB by a
 * worker in a process of its own, on the machine of the application and its database.
 */
final class Dossiers {

	private static final String CLIENT = "camille";

	private static final String FREELANCER = "lea";

	/**
	 * What is written before each measurement: all that an installation allows by
	 * default, and then so much that there are some 200 pages.
	 */
	private static final List<Integer> MESSAGES = List.of(1_750, 3_650);

	private static final int TIMES = 5;

	/** Not counted: the application and the worker get warm. */
	private static final int FIRST = 1;

	private static final List<String> WORDS = List.of("le", "renard", "est", "trop", "rouge", "pour", "cette", "scène",
			"du", "château", "je", "préfère", "une", "teinte", "plus", "claire", "avec", "davantage", "de", "neige",
			"et", "merci", "nous", "verrons", "ensemble", "demain", "matin");

	private final WorkerBench bench;

	private final OrderflowSide orderflow;

	private final Random random = new Random(1);

	private Dossiers(WorkerBench bench) {
		this.bench = bench;
		this.orderflow = bench.orderflow();
	}

	/** The directory of the data is given, and removed before and after. */
	public static void main(String[] args) throws Exception {
		try (WorkerBench bench = new WorkerBench(args[0])) {
			new Dossiers(bench).run();
		}
	}

	private void run() throws Exception {
		WorkerBench.print("%s", WorkerBench.machine());
		String number = Move.until(Move.PLAN_WORK, this.orderflow, (move) -> {
		});
		int build = 0;
		for (int messages : MESSAGES) {
			converse(number, messages);
			build = measure(number, build);
		}
		WorkerBench.print("%s", WorkerBench.machine());
	}

	/**
	 * @return the last build that was asked for
	 */
	private int measure(String number, int before) throws Exception {
		DossierService dossiers = this.orderflow.bean(DossierService.class);
		double[] first = new double[TIMES];
		double[] both = new double[TIMES];
		int build = before;
		try (WorkerProcess worker = this.bench.worker(build)) {
			WorkerBench.Worked worked = null;
			for (int i = 0; i < FIRST + TIMES; i++) {
				build++;
				if (i == FIRST) {
					worked = this.bench.worked(List.of(worker));
				}
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
			Arrays.sort(first);
			Arrays.sort(both);
			Attachment document = dossiers.own(number, CLIENT);
			WorkerBench.print(
					"a dossier of %d pages (%d kB) is there %.1f s after it was asked for (median of %d, %.1f s at most), the other side's after %.1f s; %s",
					pages(document), document.size() / 1024, first[TIMES / 2], TIMES, first[TIMES - 1], both[TIMES / 2],
					this.bench.worked(List.of(worker)).each(worked, 2 * TIMES));
		}
		return build;
	}

	/** In words, some of them emoji or of other scripts, with a file now and then. */
	private void converse(String number, int messages) throws IOException {
		ConversationService conversations = this.orderflow.bean(ConversationService.class);
		AttachmentService files = this.orderflow.bean(AttachmentService.class);
		for (int i = 0; i < messages; i++) {
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

	private void until(int build, int sides) throws Exception {
		until("select count(*) >= :expected from dossier where build = :build", build, sides);
	}

	private void ended(int build) throws Exception {
		until("select count(*) >= :expected from dossier_build where no = :build and ended_at is not null", build, 1);
	}

	private void until(String question, int build, int expected) throws Exception {
		JdbcClient jdbc = this.orderflow.bean(JdbcClient.class);
		WorkerBench.until(() -> {
			if (jdbc.sql("select exists (select from dossier_side where outcome is not null)")
				.query(Boolean.class)
				.single()) {
				throw new IllegalStateException("A dossier was not made");
			}
			return jdbc.sql(question).param("build", build).param("expected", expected).query(Boolean.class).single();
		});
	}

	private int pages(Attachment document) throws IOException {
		try (PDDocument read = Loader.loadPDF(this.orderflow.bean(DerivedFileService.class).content(document))) {
			return read.getNumberOfPages();
		}
	}

}
