package io.orderflow.order.dashboard;

import java.time.Instant;
import java.util.List;

import io.orderflow.attachment.FileView;
import io.orderflow.order.BlockingQuestion;
import org.jspecify.annotations.Nullable;

/**
 * What stopped the work between planning and delivery, as both sides read it (B1). Times
 * are UTC.
 *
 * @param no from 1, in the order in which they were asked
 * @param endedAt when it was answered, or nobody waited for an answer any more
 */
public record QuestionView(int no, String question, List<FileView> files, Instant askedAt, BlockingQuestion.State state,
		@Nullable String answer, List<FileView> answerFiles, @Nullable Instant endedAt) {

	/** Whether the clock stands for it. */
	public boolean waits() {
		return this.state == BlockingQuestion.State.WAITING;
	}

	/** Whether it ended without an answer. */
	public boolean dropped() {
		return !waits() && this.state != BlockingQuestion.State.ANSWERED;
	}

}
