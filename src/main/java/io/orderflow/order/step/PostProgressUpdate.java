package io.orderflow.order.step;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.orderflow.conversation.ConversationService;
import io.orderflow.conversation.MessageKind;
import io.orderflow.order.Order;
import io.orderflow.order.OrderSettings;
import io.orderflow.order.OrderStep;
import io.orderflow.order.brief.BriefText;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.flow.StepDecision;
import io.orderflow.platform.FormFields;
import io.orderflow.platform.FormValues;
import io.orderflow.platform.IdempotencyKey;
import io.orderflow.platform.ProblemCollector;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The freelancer tells the client how far the work is, in the order's conversation (S25,
 * B4): when asked to, or unasked.
 */
@Component
public class PostProgressUpdate extends Step<PostProgressUpdate.Decision> {

	private static final String KEY = "idempotencyKey";

	private final StepFileHandler files;

	private final ConversationService conversations;

	/**
	 * An update.
	 *
	 * @param key names this one update, so that what can be done again at any time is not
	 * done twice by a repeat; null where its sender has no name for it
	 */
	@Schema(name = "ProgressUpdate")
	public record Decision(@Nullable String message, @Nullable List<@Nullable UUID> files,
			@JsonIgnore @Nullable String key) implements StepDecision {

		@Override
		public OrderStep step() {
			return OrderStep.POST_PROGRESS_UPDATE;
		}

		/** The same under a name; JSON has none: the API takes it from a header. */
		public Decision under(String name) {
			return new Decision(this.message, this.files, name);
		}

	}

	PostProgressUpdate(StepFileHandler files, ConversationService conversations, OrderSettings settings) {
		super(OrderStep.POST_PROGRESS_UPDATE, Decision.class, settings);
		this.files = files;
		this.conversations = conversations;
	}

	/** Done unasked too, so the API has an address for it beside the steps. */
	@Override
	public Optional<ApiOperation> api() {
		return Optional.empty();
	}

	@Override
	String assignee(Order order) {
		return order.freelancer();
	}

	@Override
	Set<String> keys(Order order) {
		return Set.of("message", FILES, StepFileHandler.STAGED);
	}

	@Override
	Decision fromTasklist(Order order, FormValues form) {
		return new Decision(form.value("message"), this.files.fromTasklist(order, id(), FILES, assignee(order), form),
				null);
	}

	@Override
	public Decision fromPage(OrderView order, FormFields form) {
		return new Decision(form.text("message"), new ArrayList<>(form.files(FILES)), null);
	}

	@Override
	public List<FileInput> files(OrderView order) {
		return List.of(FileInput.ANY);
	}

	@Override
	public Set<String> written(OrderView order) {
		return Set.of("message");
	}

	/** What is wrong with one, {@link #take} says. */
	@Override
	boolean recorded(String orderNumber, Decision decision, String actor) {
		String key = decision.key();
		if (key == null) {
			return false;
		}
		ProblemCollector problems = new ProblemCollector();
		String message = problems.text("message", decision.message(), MAX_TEXT);
		problems.optionalLine(KEY, key, IdempotencyKey.MAX_LENGTH);
		List<UUID> attached = Stream.ofNullable(decision.files())
			.flatMap(List::stream)
			.filter(Objects::nonNull)
			.toList();
		return problems.problems().isEmpty()
				&& this.conversations.posted(orderNumber, actor, MessageKind.UPDATE, message, attached, key);
	}

	@Override
	StepOutcome take(Order order, Decision decision, Submission submission) {
		String message = submission.problems().text("message", decision.message(), MAX_TEXT);
		List<UUID> attached = this.files.of(FILES, decision.files(), submission);
		Optional<String> key = Optional.ofNullable(decision.key());
		key.ifPresent((given) -> submission.problems().optionalLine(KEY, given, IdempotencyKey.MAX_LENGTH));
		submission.problems().check();
		order.updates().post(message, submission.now());
		this.conversations.post(order.number(), submission.actor(), MessageKind.UPDATE, message, attached,
				key.orElse(order.number() + "/update/" + order.updates().posted()));
		return StepOutcome.DONE;
	}

	@Override
	boolean urgent(Order order, Instant now) {
		return true;
	}

	/** Once for each, and not while the order waits for the client (S25). */
	@Override
	boolean remind(Order order, Instant since, Instant now) {
		return order.updates().remind(now);
	}

	@Override
	String brief(Order order) {
		return "Tell the client how far the work is. It goes into the order's conversation.\n\n"
				+ BriefText.plan(order);
	}

}
