package io.orderflow.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;

/** What stopped the freelancer in the middle of the work, and its answer (B1). */
@Entity
@Table(name = "blocking_question")
public class BlockingQuestion {

	/** What became of it. */
	public enum State {

		WAITING, ANSWERED,
		/** The freelancer no longer needs the answer. */
		WITHDRAWN,
		/** The freelancer sent a draft or delivered all the same. */
		OVERTAKEN,
		/** The order was closed. */
		ENDED_WITH_ORDER

	}

	/** Begins the word under which its files and its answer's are attached. */
	public static final String PURPOSE = "question";

	@Id
	@GeneratedValue
	private UUID id;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	private Order order;

	private int no;

	private String question;

	@JdbcTypeCode(SqlTypes.JSON)
	@Mutability(Immutability.class)
	private List<UUID> files;

	private Instant askedAt;

	@Enumerated(EnumType.STRING)
	private State state = State.WAITING;

	private @Nullable String answer;

	@JdbcTypeCode(SqlTypes.JSON)
	@Mutability(Immutability.class)
	private List<UUID> answerFiles = List.of();

	private @Nullable Instant endedAt;

	@SuppressWarnings("NullAway.Init")
	protected BlockingQuestion() {
	}

	@SuppressWarnings("NullAway.Init")
	BlockingQuestion(Order order, int no, String question, List<UUID> files, Instant now) {
		this.order = order;
		this.no = no;
		this.question = question;
		this.files = List.copyOf(files);
		this.askedAt = now;
	}

	void answer(String answer, List<UUID> files, Instant now) {
		this.answer = answer;
		this.answerFiles = List.copyOf(files);
		end(State.ANSWERED, now);
	}

	void end(State state, Instant now) {
		this.state = state;
		this.endedAt = now;
	}

	/** The word under which the files of a question are attached. */
	public static String purpose(int no) {
		return PURPOSE + "/" + no;
	}

	/** Which of the order's questions, from 1. */
	public int no() {
		return this.no;
	}

	public String question() {
		return this.question;
	}

	public List<UUID> files() {
		return this.files;
	}

	Instant askedAt() {
		return this.askedAt;
	}

	public State state() {
		return this.state;
	}

	public @Nullable String answer() {
		return this.answer;
	}

	List<UUID> answerFiles() {
		return this.answerFiles;
	}

	@Nullable Instant endedAt() {
		return this.endedAt;
	}

}
