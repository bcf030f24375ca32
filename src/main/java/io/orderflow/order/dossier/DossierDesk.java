package io.orderflow.order.dossier;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import io.orderflow.account.AccountService;
import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.attachment.AttachmentUse;
import io.orderflow.attachment.DerivedFileService;
import io.orderflow.order.Order;
import io.orderflow.order.lookup.OrderByNumber;
import io.orderflow.order.preview.ExternalTaskLocks;
import io.orderflow.platform.ConflictRetry;
import io.orderflow.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a worker does for dossiers over HTTP while it holds the external task: reads what
 * stands in each, and hands the documents in. To whoever does not hold the task it is not
 * there, nor is anything of it. For accounts of the group of workers only, which the
 * caller has checked.
 */
@Service
public class DossierDesk {

	/** The topic of the external task. */
	public static final String TOPIC = "order.buildDossier";

	/** The part before the slash of what dossiers are attached as. */
	private static final String PURPOSE = "dossier/";

	private static final String PDF = "application/pdf";

	private final ExternalTaskLocks locks;

	private final OrderByNumber orders;

	private final AccountService accounts;

	private final AttachmentService attachments;

	private final DerivedFileService derived;

	private final DossierRows rows;

	private final DossierWriter writer;

	private final DossierSettings settings;

	private final TransactionTemplate transaction;

	private final TransactionTemplate snapshot;

	private final Clock clock;

	DossierDesk(ExternalTaskLocks locks, OrderByNumber orders, AccountService accounts, AttachmentService attachments,
			DerivedFileService derived, DossierRows rows, DossierWriter writer, DossierSettings settings,
			PlatformTransactionManager transactions, Clock clock) {
		this.locks = locks;
		this.orders = orders;
		this.accounts = accounts;
		this.attachments = attachments;
		this.derived = derived;
		this.rows = rows;
		this.writer = writer;
		this.settings = settings;
		this.transaction = new TransactionTemplate(transactions);
		this.snapshot = new TransactionTemplate(transactions);
		// all of a dossier as it was at one moment
		this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
		this.clock = clock;
	}

	/** An order whose task somebody holds, and what that one was begun for. */
	private record Held(Order order, DossierRows.Build build) {

	}

	/** Whether the worker holds it, and it is one for dossiers. */
	public boolean holds(String task, String worker) {
		return this.locks.written(task, worker).filter((held) -> held.topic().equals(TOPIC)).isPresent();
	}

	/**
	 * What the task asks for.
	 * @param task the external task's id
	 * @param worker the name under which it was locked
	 * @throws Refusal {@code task-not-held}
	 */
	public DossierTask task(String task, String worker) {
		return holding(this.transaction, task, worker, (held) -> {
			Map<DossierSide, DossierRows.Document> documents = this.rows.documents(held.order().id());
			Map<DossierSide, DossierOutcome> outcomes = this.rows.outcomes(held.order().id(), held.build().no());
			List<DossierTask.Dossier> dossiers = Stream.of(DossierSide.values())
				.map((side) -> new DossierTask.Dossier(side.word(),
						this.accounts.get(side.account(held.order())).locale().getLanguage(),
						"/api/external-tasks/" + task + "/dossiers/" + held.build().no() + "/" + side.word(),
						isFor(held.build(), documents.get(side)), outcomes.get(side)))
				.toList();
			return new DossierTask(held.order().number(), held.build().no(), held.build().askedAt(),
					this.settings.maxSize().toBytes(), dossiers);
		});
	}

	private static boolean isFor(DossierRows.Build build, DossierRows.@Nullable Document there) {
		return there != null && there.build() >= build.no();
	}

	/**
	 * What stands in a side's dossier: how the order stands at this moment.
	 * @throws Refusal {@code task-not-held}; {@code no-such-side}; conflict
	 * {@code dossier-outdated} where another was asked for meanwhile
	 */
	public DossierContent content(String task, String worker, int build, String side) {
		DossierSide whose = side(side);
		// of two that read one side at once, the second notes its time after the first
		return ConflictRetry.call(() -> holding(this.snapshot, task, worker, (held) -> {
			expectWanted(held, build);
			// after the snapshot: nothing in it is of later
			Instant now = this.clock.instant();
			this.rows.read(held.order().id(), build, whose, now);
			return this.writer.write(held.order(), whose, now);
		}));
	}

	/**
	 * Keeps a side's document in place of the one before it. The same document again is a
	 * repeat and changes nothing.
	 * @param sha256 what it must hash to, in lower-case hexadecimal
	 * @throws Refusal {@code task-not-held}, also where the lock ran out while it came;
	 * {@code no-such-side}; {@code digest-wrong}, {@code file-too-large},
	 * {@code wrong-file-type}; conflict {@code dossier-outdated},
	 * {@code dossier-handed-in} where another document was, {@code dossier-finished}
	 * where there was to be none
	 * @throws IOException when the sender goes away
	 */
	public void handIn(String task, String worker, int build, String side, String sha256, InputStream content)
			throws IOException {
		DossierSide whose = side(side);
		Held asked = holding(this.transaction, task, worker, (held) -> expectWanted(held, build));
		Attachment received = this.derived.receive(whose.account(asked.order()),
				"dossier-" + asked.order().number() + ".pdf", this.settings.maxSize(), sha256, content);
		boolean kept = false;
		try {
			if (!received.contentType().equals(PDF)) {
				throw Refusal.invalid("file", "wrong-file-type", received.fileName(), received.contentType(), PDF);
			}
			kept = locking(task, worker, (held) -> keep(expectWanted(held, build), whose, received));
		}
		finally {
			if (!kept) {
				this.derived.discard(received.id());
			}
		}
	}

	private boolean keep(Held held, DossierSide side, Attachment received) {
		Order order = held.order();
		if (this.rows.outcomes(order.id(), held.build().no()).containsKey(side)) {
			throw Refusal.conflict("dossier-finished");
		}
		DossierRows.Document before = this.rows.documents(order.id()).get(side);
		expectNoneNewer(held, before);
		if (before != null && isFor(held.build(), before)) {
			if (this.attachments.all(List.of(before.file()))
				.stream()
				.noneMatch((file) -> file.sha256().equals(received.sha256()))) {
				throw Refusal.conflict("dossier-handed-in");
			}
			return false;
		}
		this.derived.attach(received, new AttachmentUse(order.number(), PURPOSE + side.word()));
		this.rows.handIn(order.id(), side, new DossierRows.Document(held.build().no(), received.id()));
		if (before != null) {
			this.derived.leave(before.file());
		}
		return true;
	}

	/**
	 * Says that a side will have no document, and why: it is tried no more, until either
	 * side asks for another. The same again is a repeat.
	 * @throws Refusal {@code task-not-held}, {@code no-such-side}; conflict
	 * {@code dossier-outdated}; {@code dossier-finished} where a document was handed in,
	 * or something else was said
	 */
	public void finish(String task, String worker, int build, String side, DossierOutcome outcome) {
		DossierSide whose = side(side);
		locking(task, worker, (held) -> {
			expectWanted(held, build);
			UUID order = held.order().id();
			DossierRows.Document there = this.rows.documents(order).get(whose);
			expectNoneNewer(held, there);
			DossierOutcome before = this.rows.outcomes(order, build).get(whose);
			if (before != outcome) {
				if (before != null || isFor(held.build(), there)) {
					throw Refusal.conflict("dossier-finished");
				}
				this.rows.finished(order, build, whose, outcome);
			}
			return held;
		});
	}

	private static DossierSide side(String word) {
		return DossierSide.of(word).orElseThrow(() -> Refusal.notFound("no-such-side"));
	}

	/**
	 * What a side asked for is outdated by whatever is newer. That of the closed order is
	 * not: a side may have asked for another since it was late, and both stay true.
	 */
	private Held expectWanted(Held held, int build) {
		boolean closing = held.build().askedBy() == null;
		if (held.build().no() != build || !closing
				&& !this.rows.newest(held.order().id()).filter((newest) -> newest.no() == build).isPresent()) {
			throw Refusal.conflict("dossier-outdated");
		}
		return held;
	}

	/** A side has a newer one, which no other takes the place of. */
	private static void expectNoneNewer(Held held, DossierRows.@Nullable Document there) {
		if (there != null && there.build() > held.build().no()) {
			throw Refusal.conflict("dossier-outdated");
		}
	}

	private <T> T holding(TransactionTemplate within, String task, String worker, Function<Held, T> work) {
		T done = within.execute((status) -> work.apply(held(task, worker)));
		if (done == null) {
			throw new IllegalStateException("Nothing was done");
		}
		return done;
	}

	/**
	 * The same for whoever changes something. Two tasks may be held for one order, a
	 * side's and the closed order's, and it may be closed this moment: what is newest is
	 * read once the order's row is locked.
	 */
	private <T> T locking(String task, String worker, Function<Held, T> work) {
		T done = this.transaction.execute((status) -> {
			this.orders.locked(this.locks.require(task, worker, TOPIC).orderNumber());
			return work.apply(held(task, worker));
		});
		if (done == null) {
			throw new IllegalStateException("Nothing was done");
		}
		return done;
	}

	private Held held(String task, String worker) {
		ExternalTaskLocks.Held held = this.locks.require(task, worker, TOPIC);
		Order order = this.orders.get(held.orderNumber());
		return new Held(order, this.rows.ofTask(order.id(), held.onDemand()).orElseGet(() -> {
			if (held.onDemand()) {
				throw Refusal.notFound("task-not-held");
			}
			// closed by a node that knew nothing of builds yet
			this.rows.ask(order.id(), null, this.clock.instant());
			return this.rows.newest(order.id()).orElseThrow();
		}));
	}

}
