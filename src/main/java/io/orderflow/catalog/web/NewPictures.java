package io.orderflow.catalog.web;

import java.util.List;
import java.util.Map;

import io.orderflow.attachment.AttachmentUse;
import io.orderflow.attachment.picture.ShownPictureService;
import io.orderflow.platform.Refusal;

/**
 * A form of a service, with the pictures that were chosen in it behind those that were
 * there.
 *
 * @param values what was typed, and those pictures
 * @param before how many were there
 * @param refusals what was wrong with those that were chosen
 */
record NewPictures(Map<String, List<String>> values, int before, List<Refusal> refusals) {

	/** The field in which pictures are chosen. */
	static final String FIELD = "picture";

	/** The button that only takes them in. */
	static final String ACTION = "pictures";

	/** What the field takes, for whoever reads the form. */
	static final Map<String, AttachmentUse> USES = Map.of(FIELD,
			new AttachmentUse(null, "service-pictures", ShownPictureService.KINDS));

	NewPictures {
		refusals = List.copyOf(refusals);
	}

	/**
	 * What is wrong with pictures is told before anything is decided.
	 * @throws Refusal all of it on its field; that there is no room for them now, if so
	 */
	void check() {
		this.refusals.stream().filter((refusal) -> refusal.problems().isEmpty()).findFirst().ifPresent((refusal) -> {
			throw refusal;
		});
		if (this.refusals.size() == 1) {
			throw this.refusals.get(0);
		}
		if (!this.refusals.isEmpty()) {
			throw Refusal.invalid(this.refusals.stream().flatMap((refusal) -> refusal.problems().stream()).toList());
		}
	}

	/**
	 * Where the text of the first new one is typed; where they are chosen without one.
	 */
	String focus() {
		return (PictureFields.read(this.values).size() > this.before) ? "picture-" + this.before + "-text"
				: "new-pictures";
	}

}
