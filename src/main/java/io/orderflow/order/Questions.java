package io.orderflow.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.orderflow.order.BlockingQuestion.State;
import io.orderflow.order.DeliveryClock.StopReason;
import io.orderflow.platform.Refusal;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Transient;
import org.jspecify.annotations.Nullable;

/**
 * What stops the freelancer between planning and delivery, and only the client can answer
 * (B1): the clock stands from the question to its answer. One is open at a time, and only
 * while the clock would run, so that no second is counted for two reasons. All times are
 * UTC instants.
 */
@Embeddable
public class Questions {

	/**
	 * Whether the order's process knows questions: that of an older order does not, and
	 * nobody would be asked to answer.
	 */
	@Column(name = "takes_questions", updatable = false)
	private boolean possible = true;

	@OneToMany(mappedBy = "order", cascade = CascadeType.PERSIST)
	@OrderBy("no")
	private List<BlockingQuestion> questions = new ArrayList<>();

	@Transient
	private @Nullable Order order;

	/** The order that they are about, which Hibernate does not tell a part of it. */
	Questions of(Order order) {
		this.order = order;
		return this;
	}

	private Order order() {
		return Objects.requireNonNull(this.order);
	}

	/**
	 * The freelancer cannot go on without an answer: the clock stands until it is there.
	 * @throws Refusal {@code question-open-already} while another one is;
	 * {@code question-not-now} where the freelancer does not work on a delivery;
	 * {@code questions-unknown} of an order that began before there were any;
	 * {@code too-many-of-a-kind}
	 */
	public BlockingQuestion ask(String question, List<UUID> files, Instant now) {
		if (open().isPresent()) {
			throw order().refusal("question-open-already");
		}
		if (!order().status().takesQuestions()) {
			throw order().refusal("question-not-now");
		}
		if (!this.possible) {
			throw order().refusal("questions-unknown");
		}
		order().expectRoomFor(this.questions);
		BlockingQuestion asked = new BlockingQuestion(order(), this.questions.size() + 1, question, files, now);
		this.questions.add(asked);
		order().stopClock(StopReason.QUESTION, now,
				() -> write(now, order().freelancer(), TimelineKind.QUESTION_ASKED, asked, question));
		return asked;
	}

	/**
	 * The client answers; the clock goes on.
	 * @throws Refusal {@code step-not-open} where nothing is asked
	 */
	public void answer(String answer, List<UUID> files, Instant now) {
		BlockingQuestion asked = open().orElseThrow(() -> order().refusal("step-not-open"));
		asked.answer(answer, files, now);
		write(now, order().client(), TimelineKind.QUESTION_ANSWERED, asked, answer);
		order().resumeClock(now);
	}

	/**
	 * The freelancer no longer needs an answer; the clock goes on.
	 * @throws Refusal {@code no-open-question}
	 */
	public BlockingQuestion withdraw(Instant now) {
		BlockingQuestion asked = open().orElseThrow(() -> order().refusal("no-open-question"));
		end(asked, State.WITHDRAWN, order().freelancer(), TimelineKind.QUESTION_WITHDRAWN, now);
		order().resumeClock(now);
		return asked;
	}

	/**
	 * The freelancer sends a draft or delivers: what was asked stopped nothing any more.
	 */
	void overtake(Instant now) {
		open().ifPresent((open) -> {
			end(open, State.OVERTAKEN, order().freelancer(), TimelineKind.QUESTION_OVERTAKEN, now);
			order().resumeClock(now);
		});
	}

	/** Nobody answers anything of a closed order (S28); its clock stays as it is. */
	void endWithOrder(Instant now) {
		open().ifPresent((open) -> end(open, State.ENDED_WITH_ORDER, null, TimelineKind.QUESTION_ENDED, now));
	}

	private void end(BlockingQuestion asked, State state, @Nullable String by, TimelineKind kind, Instant now) {
		asked.end(state, now);
		order().write(now, by, kind, Map.of("no", String.valueOf(asked.no())));
	}

	private void write(Instant now, String actor, TimelineKind kind, BlockingQuestion about, String words) {
		order().write(now, actor, kind, Map.of("no", String.valueOf(about.no()), "words", words));
	}

	/** The one that waits for an answer. */
	public Optional<BlockingQuestion> open() {
		// the clock tells: most orders need not ask the database for questions
		return (order().clock().stopReason() != StopReason.QUESTION) ? Optional.empty()
				: this.questions.stream().filter((one) -> one.state() == State.WAITING).findFirst();
	}

	/** All of them, in the order in which they were asked. */
	public List<BlockingQuestion> all() {
		return this.questions;
	}

}
