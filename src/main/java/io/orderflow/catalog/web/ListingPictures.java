package io.orderflow.catalog.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.orderflow.attachment.ReceivedForm;
import io.orderflow.attachment.picture.PictureShape;
import io.orderflow.attachment.picture.ShownPicture;
import io.orderflow.attachment.picture.ShownPictureService;
import io.orderflow.catalog.ListingContent;
import io.orderflow.catalog.ListingPicture;
import io.orderflow.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The pictures that a service is written with, each by the id of an upload, which is
 * drawn here, or of a picture that was drawn before.
 */
@Component
class ListingPictures {

	private final ShownPictureService pictures;

	ListingPictures(ShownPictureService pictures) {
		this.pictures = pictures;
	}

	/**
	 * Draws what was chosen in a form and puts it behind the pictures that are there; one
	 * that is refused takes none of the others along.
	 */
	NewPictures take(String freelancer, ReceivedForm form) {
		Map<String, List<String>> values = new LinkedHashMap<>(form.fields());
		List<String> chosen = Objects.requireNonNullElse(values.remove(NewPictures.FIELD), List.of());
		int before = PictureFields.read(values).size();
		List<Refusal> refusals = new ArrayList<>(Optional.ofNullable(form.refusal()).stream().toList());
		for (String id : chosen) {
			try {
				if (PictureFields.read(values).size() >= ListingContent.MAX_PICTURES) {
					throw Refusal.invalid(NewPictures.FIELD, "too-many-pictures", ListingContent.MAX_PICTURES,
							before + chosen.size());
				}
				ShownPicture drawn = drawn(freelancer, id, NewPictures.FIELD);
				refuseAgain(drawn, PictureFields.ids(values));
				values = PictureFields.with(values, drawn.id().toString());
			}
			catch (Refusal refusal) {
				refusals.add(refusal);
				if (refusal.problems().isEmpty() || PictureFields.read(values).size() >= ListingContent.MAX_PICTURES) {
					break;
				}
			}
		}
		return new NewPictures(values, before, refusals);
	}

	/** Whoever chooses a file a second time has hardly meant to. */
	private void refuseAgain(ShownPicture drawn, List<UUID> there) {
		this.pictures.same(drawn, there).ifPresent((same) -> {
			throw Refusal.invalid(NewPictures.FIELD, "picture-chosen-already", there.indexOf(same) + 1);
		});
	}

	/** What a freelancer's pictures are, once they are asked for. */
	ListingBody.Pictures of(String freelancer) {
		return (given, problems) -> of(freelancer, given, problems);
	}

	private List<ListingPicture> of(String freelancer, List<ListingBody.@Nullable Picture> given,
			List<Refusal.Problem> problems) {
		if (given.size() > ListingContent.MAX_PICTURES) {
			problems
				.add(new Refusal.Problem("pictures", "too-many-pictures", ListingContent.MAX_PICTURES, given.size()));
			return List.of();
		}
		List<ListingPicture> result = new ArrayList<>();
		for (ListingBody.Picture picture : given) {
			String field = "pictures[" + result.size() + "]";
			String text = (picture != null) ? ListingBody.text(picture.alternativeText()).strip() : "";
			UUID id = new UUID(0, result.size());
			int width = 1;
			int height = 1;
			try {
				ShownPicture drawn = drawn(freelancer, (picture != null) ? ListingBody.text(picture.id()) : "",
						field + ".id");
				id = drawn.id();
				width = drawn.width();
				height = drawn.height();
			}
			catch (Refusal refusal) {
				if (refusal.problems().isEmpty()) {
					throw refusal;
				}
				problems.addAll(refusal.problems());
			}
			result.add(new ListingPicture(id, width, height, text));
		}
		return result;
	}

	/**
	 * The picture of an upload, drawn now or before.
	 * @param field what the refusal is about
	 * @throws Refusal as {@link ShownPictureService#of} says
	 */
	ShownPicture drawn(String freelancer, String id, String field) {
		return this.pictures.of(freelancer, upload(id, field), PictureShape.WHOLE, field);
	}

	private static UUID upload(String id, String field) {
		try {
			return UUID.fromString(id.strip());
		}
		catch (IllegalArgumentException ex) {
			throw Refusal.invalid(field, "unknown-file", id);
		}
	}

}
