package io.orderflow.catalog.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.orderflow.catalog.ListingContent;
import io.orderflow.catalog.ListingPicture;
import io.orderflow.catalog.RequirementQuestion;
import io.orderflow.platform.ReaderFormats;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * What a new version of a service changes against the one that is on sale, each as it was
 * and as it is to be, for the moderator who decides on it.
 */
final class ContentChanges {

	private final ReaderFormats formats;

	private final MessageSource messages;

	private final Locale locale;

	ContentChanges(ReaderFormats formats, MessageSource messages, Locale locale) {
		this.formats = formats;
		this.messages = messages;
		this.locale = locale;
	}

	/**
	 * One of them, in words.
	 *
	 * @param what the key of what it is called
	 * @param before how it is on sale; null where it is new
	 * @param now how it is to be; null where it is gone, or stands on the page in full
	 */
	record Change(String what, @Nullable String before, @Nullable String now) {

		/** Whether it is too long to stand in a line. */
		public boolean folded() {
			return this.what.equals("my-service.description");
		}

	}

	List<Change> between(ListingContent before, ListingContent now) {
		List<Change> changes = new ArrayList<>();
		add(changes, "my-service.name", before, now, ListingContent::title);
		add(changes, "my-service.price", before, now, (content) -> this.formats.price(content.price()));
		add(changes, "my-service.delivery-time", before, now, (content) -> this.formats.length(content.deliveryTime()));
		add(changes, "my-service.revisions", before, now, (content) -> String.valueOf(content.revisions()));
		add(changes, "my-service.round-time", before, now,
				(content) -> this.formats.length(content.revisionRoundTime()));
		add(changes, "my-service.approval", before, now, (content) -> text("listing.approval." + content.approval()));
		add(changes, "service.updates", before, now,
				(content) -> text("service.updates.every", this.formats.length(content.updateAskedAfter())));
		add(changes, "service.reminder", before, now,
				(content) -> text("service.reminder.after", this.formats.length(content.updateRemindedAfter())));
		add(changes, "my-service.language", before, now, (content) -> text("language." + content.language()));
		if (!before.description().equals(now.description())) {
			changes.add(new Change("my-service.description", before.description(), null));
		}
		changes.addAll(ofMany("review.change.question", before.questions(), now.questions(), RequirementQuestion::key,
				this::question));
		changes.addAll(ofMany("review.change.picture", before.pictures(), now.pictures(), ListingPicture::id,
				ListingPicture::alternativeText));
		return changes;
	}

	private static void add(List<Change> changes, String what, ListingContent before, ListingContent now,
			Function<ListingContent, String> shown) {
		String was = shown.apply(before);
		String is = shown.apply(now);
		if (!was.equals(is)) {
			changes.add(new Change(what, was, is));
		}
	}

	/**
	 * What is new, changed or gone of a list, and whether the rest is in another order.
	 */
	private static <T, K> List<Change> ofMany(String what, List<T> before, List<T> now, Function<T, K> key,
			Function<T, String> shown) {
		Map<K, T> were = before.stream().collect(Collectors.toMap(key, Function.identity(), (one, other) -> one));
		Map<K, T> are = now.stream().collect(Collectors.toMap(key, Function.identity(), (one, other) -> one));
		List<Change> changes = new ArrayList<>();
		for (T one : now) {
			T was = were.get(key.apply(one));
			if (was == null) {
				changes.add(new Change(what + ".new", null, shown.apply(one)));
			}
			else if (!shown.apply(was).equals(shown.apply(one))) {
				changes.add(new Change(what, shown.apply(was), shown.apply(one)));
			}
		}
		before.stream()
			.filter((one) -> !are.containsKey(key.apply(one)))
			.forEach((one) -> changes.add(new Change(what + ".gone", null, shown.apply(one))));
		List<K> order = before.stream().map(key).filter(are::containsKey).toList();
		if (!order.equals(now.stream().map(key).filter(were::containsKey).toList())) {
			changes.add(new Change(what + ".order", null, null));
		}
		return changes;
	}

	private String question(RequirementQuestion question) {
		String kind = text("question.kind." + question.kind());
		String asked = Stream
			.of(question.mandatory() ? kind : text("service.question.optional", kind),
					question.accepts().isEmpty() ? null : this.formats.kinds(question.accepts()),
					question.choices().isEmpty() ? null : String.join(", ", question.choices()))
			.filter(Objects::nonNull)
			.collect(Collectors.joining(" · "));
		return question.prompt() + " (" + asked + ")";
	}

	private String text(String key, Object... args) {
		return this.messages.getMessage(key, args, this.locale);
	}

}
