package io.orderflow.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.persistence.Entity;
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

/** What was unclear in the requirements, and what the client answered (S19). */
@Entity
@Table(name = "clarification")
public class Clarification {

	@Id
	@GeneratedValue
	private UUID id;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	private Order order;

	private int no;

	private String question;

	private Instant askedAt;

	private @Nullable String answer;

	@JdbcTypeCode(SqlTypes.JSON)
	@Mutability(Immutability.class)
	private List<UUID> files = List.of();

	private @Nullable Instant answeredAt;

	@SuppressWarnings("NullAway.Init")
	protected Clarification() {
	}

	@SuppressWarnings("NullAway.Init")
	Clarification(Order order, int no, String question, Instant now) {
		this.order = order;
		this.no = no;
		this.question = question;
		this.askedAt = now;
	}

	void answer(String answer, List<UUID> files, Instant now) {
		this.answer = answer;
		this.files = List.copyOf(files);
		this.answeredAt = now;
	}

	int no() {
		return this.no;
	}

	public String question() {
		return this.question;
	}

	Instant askedAt() {
		return this.askedAt;
	}

	public @Nullable String answer() {
		return this.answer;
	}

	public List<UUID> files() {
		return this.files;
	}

	@Nullable Instant answeredAt() {
		return this.answeredAt;
	}

}
