package io.orderflow.order.dossier;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import io.orderflow.catalog.ListingContent;
import io.orderflow.order.dashboard.Ending;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.QuestionView;
import io.orderflow.order.dossier.DossierContent.Entry;
import io.orderflow.order.dossier.DossierContent.Section;
import org.jspecify.annotations.Nullable;

/**
 * What was agreed: who, on what terms, what the client asked for, and what was unclear.
 */
final class AgreedSections {

	private final OrderView order;

	private final ListingContent terms;

	private final DossierWords words;

	AgreedSections(OrderView order, ListingContent terms, DossierWords words) {
		this.order = order;
		this.terms = terms;
		this.words = words;
	}

	List<Section> write() {
		return List.of(this.words.section("order", List.of(standing())), this.words.section("terms", List.of(terms())),
				this.words.section("requirements", requirements()), this.words.section("questions", questions()));
	}

	private Entry standing() {
		OrderView.Cancellation cancelled = this.order.cancellation();
		boolean over = this.order.status().closed() || this.order.clock().delivered();
		DossierWords.Entry entry = this.words.new Entry(null);
		entry.fact("dossier.number", this.order.number())
			.fact("dossier.service", this.order.title())
			.fact("order.with.freelancer", this.order.client().name())
			.fact("order.with.client", this.order.freelancer().name())
			.fact("dossier.status", this.words.text("order.status." + this.order.shown()))
			.time("order.placed", this.order.placedAt())
			.time(over ? "dossier.was-due" : "order.due", this.order.clock().due())
			.time("dossier.completed", this.order.completedAt());
		if (cancelled != null) {
			entry.time("order.cancelled.on", cancelled.at())
				.fact("dossier.cancelled.by", cancelledBy(this.order.ending()))
				.said(this.words.text("dossier.reason"), this.order.ending().reason());
		}
		return entry.done();
	}

	/** Where a moderator ruled, the order has it from whoever had asked for it. */
	private @Nullable String cancelledBy(Ending ending) {
		if (ending.name() == null) {
			return this.words.text("dossier.cancelled.unprovided");
		}
		return ending.ruled() ? this.words.text("dossier.cancelled.ruled", ending.name()) : ending.name();
	}

	/** As they were when the order was placed, whatever became of the service. */
	private Entry terms() {
		return this.words.new Entry(null).fact("dossier.price", this.words.formats().price(this.order.price()))
			.fact("dossier.delivery-time", this.words.formats().length(this.terms.deliveryTime()))
			.fact("dossier.revisions", String.valueOf(this.terms.revisions()))
			.fact("dossier.revision-time", this.words.formats().length(this.terms.revisionRoundTime()))
			.fact("dossier.approval", this.words.text("dossier.approval." + this.terms.approval()))
			.fact("dossier.update-asked", this.words.formats().length(this.terms.updateAskedAfter()))
			.fact("dossier.update-reminded", this.words.formats().length(this.terms.updateRemindedAfter()))
			.fact("my-service.language", this.words.text("language." + this.terms.language()))
			.said(this.words.text("dossier.description"), this.terms.description())
			.done();
	}

	private List<Entry> requirements() {
		return this.order.requirements().stream().map((asked) -> {
			DossierWords.Entry entry = this.words.new Entry(asked.question().prompt());
			entry.fact("dossier.mandatory",
					this.words.text(asked.question().mandatory() ? "dossier.yes" : "dossier.no"));
			entry.fact("dossier.choices", String.join(" · ", asked.question().choices()));
			entry.fact("dossier.accepts", asked.question().accepts().isEmpty() ? null
					: this.words.formats().kinds(asked.question().accepts()));
			LocalDate day = asked.day();
			asked.texts().forEach((text) -> entry.said("", (day != null) ? this.words.formats().day(day) : text));
			if (asked.texts().isEmpty() && asked.files().isEmpty()) {
				entry.said("", "–");
			}
			return entry.files(asked.files()).done();
		}).toList();
	}

	/** On the requirements, and those that stopped the work in between. */
	private List<Entry> questions() {
		List<Entry> entries = new ArrayList<>();
		this.order.clarifications()
			.forEach((asked) -> entries.add(this.words.new Entry(this.words.text("dossier.clarification", asked.no()))
				.time("dossier.asked", asked.askedAt())
				.time("dossier.answered", asked.answeredAt())
				.files("dossier.answer-files", asked.files())
				.said(by("dossier.question.of", this.order.freelancer()), asked.question())
				.said(by("order.question.answered", this.order.client()), asked.answer())
				.done()));
		this.order.questions().forEach((asked) -> entries.add(question(asked)));
		return entries;
	}

	private Entry question(QuestionView asked) {
		return this.words.new Entry(this.words.text("dossier.question", asked.no()))
			.time("dossier.asked", asked.askedAt())
			.fact("dossier.state", this.words.text("order.question.state." + asked.state()))
			.time("dossier.ended", asked.endedAt())
			.files(asked.files())
			.said(by("dossier.question.of", this.order.freelancer()), asked.question())
			.said(by("order.question.answered", this.order.client()), asked.answer())
			.files("dossier.answer-files", asked.answerFiles())
			.done();
	}

	private String by(String key, OrderView.Person person) {
		return this.words.text(key, person.name());
	}

}
