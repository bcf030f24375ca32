package io.orderflow.order.question;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import io.orderflow.order.BlockingQuestion;
import io.orderflow.order.Order;
import io.orderflow.order.flow.OrderDesk;
import io.orderflow.order.step.Step;
import io.orderflow.order.step.StepFileHandler;
import io.orderflow.order.step.Submission;
import io.orderflow.platform.ProblemCollector;
import io.orderflow.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What the freelancer does about questions in between, unasked: ask one, take it back
 * (B1). Called by pages and API alike; each call is a transaction of its own. The
 * client's answer is a step of the order: {@link OrderDesk#decide}.
 */
@Service
public class QuestionDesk {

	/** The field of the form that takes files. */
	public static final String FILES = "files";

	private final OrderDesk desk;

	private final QuestionFlow flow;

	private final QuestionNotifications notifications;

	private final StepFileHandler files;

	private final Clock clock;

	QuestionDesk(OrderDesk desk, QuestionFlow flow, QuestionNotifications notifications, StepFileHandler files,
			Clock clock) {
		this.desk = desk;
		this.flow = flow;
		this.notifications = notifications;
		this.files = files;
		this.clock = clock;
	}

	/** Where the page puts files down for a question of an order. */
	public static String slot(String orderNumber) {
		return orderNumber + "/question/" + FILES;
	}

	/**
	 * The freelancer asks; the clock stands from now on.
	 * @throws Refusal on {@code question} and {@code files}; {@code freelancer-only};
	 * {@code question-open-already}, {@code question-not-now}, {@code questions-unknown},
	 * {@code order-closed}; {@code no-such-order} to strangers
	 */
	public void ask(String number, String actor, NewQuestion question) {
		this.desk.tell(number, actor, (order) -> {
			expectFreelancer(order, actor);
			Submission submission = new Submission(actor, this.clock.instant(), new ProblemCollector());
			String words = submission.problems().text("question", question.question(), Step.MAX_TEXT);
			List<UUID> attached = this.files.of(FILES, question.files(), submission);
			submission.problems().check();
			BlockingQuestion asked = order.questions().ask(words, attached, submission.now());
			this.files.attach(order, BlockingQuestion.purpose(asked.no()), attached, submission);
			this.flow.asked(order.number());
		});
	}

	/**
	 * The freelancer takes the open question back; the clock goes on.
	 * @param shown the number of the question that was read; null where that is not known
	 * @throws Refusal {@code freelancer-only}; {@code no-open-question};
	 * {@code changed-meanwhile} where another one is open than was read
	 */
	public void withdraw(String number, String actor, @Nullable Integer shown) {
		this.desk.tell(number, actor, (order) -> {
			expectFreelancer(order, actor);
			if (shown != null && order.questions().open().filter((open) -> open.no() != shown).isPresent()) {
				throw Refusal.conflict("changed-meanwhile");
			}
			BlockingQuestion withdrawn = order.questions().withdraw(this.clock.instant());
			this.flow.withdrawn(order.number());
			this.notifications.withdrawn(order, withdrawn);
		});
	}

	private static void expectFreelancer(Order order, String actor) {
		if (!order.freelancer().equals(actor)) {
			throw Refusal.forbidden("freelancer-only");
		}
	}

}
