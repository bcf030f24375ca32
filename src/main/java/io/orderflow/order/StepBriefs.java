package io.orderflow.order;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.orderflow.account.AccountService;
import io.orderflow.catalog.RequirementQuestion;
import org.springframework.stereotype.Component;

/**
 * What stands beside a step's form in Tasklist. In English, as Tasklist is; what people
 * wrote stays as they wrote it, and is cut where a process variable would overflow.
 */
@Component
class StepBriefs {

	private static final int MAX_BRIEF = 3_900;

	private static final int ORDINARY = 50;

	private static final int URGENT = 80;

	private static final Duration SOON = Duration.ofDays(1);

	private final AccountService accounts;

	private final RequestBriefs requests;

	private final OrderSettings settings;

	StepBriefs(AccountService accounts, RequestBriefs requests, OrderSettings settings) {
		this.accounts = accounts;
		this.requests = requests;
		this.settings = settings;
	}

	StepContext of(Order order, OrderStep step, String assignee, Instant now) {
		Instant due = due(order, step, now);
		boolean urgent = Duration.between(now, due).compareTo(SOON) < 0 || step == OrderStep.POST_PROGRESS_UPDATE;
		return new StepContext(card(order, assignee), summary(order, step, assignee),
				cut(brief(order, step), "/orders/" + order.number()), due, urgent ? URGENT : ORDINARY);
	}

	private Instant due(Order order, OrderStep step, Instant now) {
		Instant workDue = order.clock().dueAt();
		Instant soon = now.plus(this.settings.answerWithin());
		return switch (step) {
			case PROVIDE_REQUIREMENTS -> order.requirementsDueAt();
			case SUBMIT_DRAFT, DELIVER_WORK -> (workDue != null) ? workDue : soon;
			case REVIEW_DELIVERY -> (order.acceptBy() != null) ? order.acceptBy() : soon;
			case CLARIFY_REQUIREMENTS, REVIEW_DRAFT -> now.plus(this.settings.waitingReminderEvery());
			case REVIEW_REQUIREMENTS, PLAN_WORK, POST_PROGRESS_UPDATE -> soon;
			case ANSWER_REQUEST -> order.openRequest().map(ChangeRequest::answerDue).orElse(soon);
		};
	}

	private String card(Order order, String assignee) {
		return order.number() + " · " + this.accounts.get(order.otherSide(assignee)).displayName() + " · "
				+ order.title();
	}

	/**
	 * The link opens a page of its own: leaving Tasklist would lose what is typed there.
	 */
	private String summary(Order order, OrderStep step, String assignee) {
		ZoneId zone = this.accounts.get(assignee).zone();
		DateTimeFormatter format = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
			.withLocale(Locale.ENGLISH)
			.withZone(zone);
		Function<Instant, String> at = (time) -> format.format(time) + " (" + zone + ")";
		Instant workDue = order.clock().dueAt();
		String due = (workDue != null) ? at.apply(workDue) : "not set yet";
		String role = assignee.equals(order.client()) ? "Freelancer" : "Client";
		return "**Order " + order.number() + "**: " + escaped(order.title()) + "\n\n" + role + ": "
				+ escaped(this.accounts.get(order.otherSide(assignee)).displayName()) + "  \nDelivery due: " + due
				+ otherwise(order, step, at) + "  \n<a href=\"/orders/" + order.number()
				+ "\" target=\"_blank\">Order page, with files and conversation</a>";
	}

	/** What happens by itself if nothing is done. */
	private static String otherwise(Order order, OrderStep step, Function<Instant, String> at) {
		Instant acceptBy = order.acceptBy();
		if (step == OrderStep.PROVIDE_REQUIREMENTS) {
			return "  \nAwaited until: " + at.apply(order.requirementsDueAt())
					+ "; without them the order is then cancelled";
		}
		if (step == OrderStep.REVIEW_DELIVERY && acceptBy != null) {
			return "  \nIf you say nothing, it is accepted: " + at.apply(acceptBy)
					+ ", unless a cancellation or a ruling is open then";
		}
		return "";
	}

	private String brief(Order order, OrderStep step) {
		return switch (step) {
			case PROVIDE_REQUIREMENTS ->
				"Please answer everything up front: work starts, and the clock with it, " + "once you have.";
			case REVIEW_REQUIREMENTS -> requirements(order) + clarifications(order);
			case CLARIFY_REQUIREMENTS -> last(order.clarifications()).question();
			case PLAN_WORK -> shortestPlan(order) + requirements(order) + clarifications(order);
			case SUBMIT_DRAFT -> comments(order) + "Work plan\n" + plan(order);
			case REVIEW_DRAFT -> last(order.drafts()).message() + files(last(order.drafts()).files().size())
					+ "\n\nWork plan\n" + plan(order);
			case DELIVER_WORK -> revision(order) + "Work plan\n" + plan(order);
			case POST_PROGRESS_UPDATE -> "Tell the client how far the work is. It goes into the order's conversation."
					+ "\n\nWork plan\n" + plan(order);
			case REVIEW_DELIVERY -> last(order.deliveries()).message() + files(last(order.deliveries()).files().size())
					+ "\n\nRevisions left: " + order.revisionsLeft() + names(order);
			case ANSWER_REQUEST -> order.openRequest().map((request) -> this.requests.asked(order, request)).orElse("");
		};
	}

	private static String requirements(Order order) {
		List<Answer> answers = order.answers();
		if (answers.isEmpty()) {
			return "The client had nothing to add to what the service says.";
		}
		return order.terms()
			.questions()
			.stream()
			.flatMap((question) -> answers.stream()
				.filter((answer) -> answer.questionKey().equals(question.key()))
				.map((answer) -> question.prompt() + "\n" + said(question, answer)))
			.collect(Collectors.joining("\n\n"));
	}

	private static String said(RequirementQuestion question, Answer answer) {
		return (question.kind() == RequirementQuestion.Kind.FILE)
				? answer.files().size() + " file(s), on the order page" : String.join(", ", answer.texts());
	}

	private static String clarifications(Order order) {
		return order.clarifications()
			.stream()
			.filter((asked) -> asked.answer() != null)
			.map((asked) -> "\n\nYou asked: " + asked.question() + "\nAnswer: " + asked.answer()
					+ files(asked.files().size()))
			.collect(Collectors.joining());
	}

	private static String comments(Order order) {
		if (order.drafts().isEmpty()) {
			return "";
		}
		return "The client asked for changes:\n" + last(order.drafts()).comments() + "\n\n";
	}

	private static String revision(Order order) {
		if (order.deliveries().isEmpty()) {
			return "";
		}
		return "Revision " + (order.round() - 1) + "\n"
				+ last(order.deliveries()).points()
					.stream()
					.map((point) -> "- " + point.line())
					.collect(Collectors.joining("\n"))
				+ "\n\n";
	}

	/** What a point of a revision names in front, as in {@code [logo] Larger} (B5). */
	private static String names(Order order) {
		return order.terms()
			.questions()
			.stream()
			.map((question) -> "\n[" + question.key() + "] " + question.prompt())
			.collect(Collectors.joining("", order.terms().questions().isEmpty() ? "" : "\n\nRequirements",
					"\n[" + RevisionPoint.OUTSIDE + "] outside of what was agreed"));
	}

	/** One task is enough (S21): here it is, to be copied. */
	private String shortestPlan(Order order) {
		Instant due = order.clock().dueAt();
		if (due == null) {
			return "";
		}
		return "The shortest plan: " + LocalDate.ofInstant(due, this.accounts.get(order.freelancer()).zone()) + " "
				+ order.title() + "\n\n";
	}

	private static String plan(Order order) {
		return order.plan()
			.stream()
			.map((task) -> task.deadline() + " " + task.title() + ((task.doneAt() != null) ? " (done)" : ""))
			.collect(Collectors.joining("\n"));
	}

	private static String files(int count) {
		return (count == 0) ? "" : "\n\n" + count + " file(s), on the order page";
	}

	/** At most as much as a variable takes; the rest is on a page. */
	static String cut(String brief, String page) {
		if (brief.length() <= MAX_BRIEF) {
			return brief;
		}
		String more = "…\n\nThe rest is on the order page: " + page;
		int end = MAX_BRIEF - more.length();
		// never between the two halves of one character
		return brief.substring(0, Character.isHighSurrogate(brief.charAt(end - 1)) ? end - 1 : end) + more;
	}

	/** What people wrote is text, never Markdown or markup. */
	static String escaped(String text) {
		return text.replaceAll("([\\\\`*_{}\\[\\]()#+.!|<>&~-])", "\\\\$1").replaceAll("\\R", " ");
	}

	private static <T> T last(List<T> list) {
		return list.get(list.size() - 1);
	}

}
