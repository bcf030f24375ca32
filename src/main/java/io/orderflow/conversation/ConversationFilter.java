package io.orderflow.conversation;

import java.util.Arrays;

import io.orderflow.platform.text.SearchWords;
import org.jspecify.annotations.Nullable;

/**
 * Which of somebody's conversations a list has.
 *
 * @param with only those with this account; null for any
 * @param words of the other side's name, the order's number or its title, all of which
 * must be there; null for any
 */
public record ConversationFilter(Show show, @Nullable String with, @Nullable String words) {

	/** What has happened in them. */
	public enum Show {

		ALL,
		/** Somebody has written. */
		WRITTEN,
		/** The reader has something to read. */
		UNREAD,
		/** Nobody has written yet. */
		EMPTY;

		/** By its name in an address; what is unknown counts as not chosen. */
		public static Show of(@Nullable String name, Show otherwise) {
			return Arrays.stream(values())
				.filter((show) -> show.name().equalsIgnoreCase(name))
				.findFirst()
				.orElse(otherwise);
		}

	}

	/** What has no word in it asks for none. */
	public ConversationFilter {
		words = (words == null || SearchWords.query(words).isEmpty()) ? null : words;
	}

	/** All with one account, or all. */
	public static ConversationFilter with(@Nullable String account) {
		return new ConversationFilter(Show.ALL, account, null);
	}

}
