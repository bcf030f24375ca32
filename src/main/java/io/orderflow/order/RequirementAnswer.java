package io.orderflow.order;

import java.util.List;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** What the client answered to one requirement question: texts, or files (S17, S18). */
@Entity
@Immutable
@Table(name = "requirement_answer")
class RequirementAnswer {

	@Id
	@GeneratedValue
	private UUID id;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	private Order order;

	private String questionKey;

	@JdbcTypeCode(SqlTypes.JSON)
	private List<String> texts;

	@JdbcTypeCode(SqlTypes.JSON)
	private List<UUID> files;

	@SuppressWarnings("NullAway.Init")
	protected RequirementAnswer() {
	}

	@SuppressWarnings("NullAway.Init")
	RequirementAnswer(Order order, Answer answer) {
		this.order = order;
		this.questionKey = answer.questionKey();
		this.texts = answer.texts();
		this.files = answer.files();
	}

	Answer answer() {
		return new Answer(this.questionKey, this.texts, this.files);
	}

}
