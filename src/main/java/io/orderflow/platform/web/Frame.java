package io.orderflow.platform.web;

import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

import io.orderflow.platform.MenuEntry;
import io.orderflow.platform.MenuEntry.Place;
import io.orderflow.platform.UnreadCounter.Unread;
import org.jspecify.annotations.Nullable;

/** What stands around every page: the menu of who reads it, and what is new for them. */
public final class Frame {

	private final String account;

	private final String name;

	private final List<MenuEntry> entries;

	private final String path;

	private final @Nullable String livePath;

	private final Supplier<Unread> news;

	Frame(String account, String name, List<MenuEntry> entries, String path, @Nullable String livePath,
			Supplier<Unread> news) {
		this.account = account;
		this.name = name;
		this.entries = entries.stream().sorted(Comparator.comparingInt(MenuEntry::rank)).toList();
		this.path = path;
		this.livePath = livePath;
		this.news = news;
	}

	/** Whose page it is, so that a browser keeps apart what different people write. */
	public String account() {
		return this.account;
	}

	/** What the reader is called. */
	public String name() {
		return this.name;
	}

	/** The entries at one place of the menu, in their order. */
	public List<MenuEntry> at(String place) {
		return this.entries.stream().filter((entry) -> entry.place() == Place.valueOf(place)).toList();
	}

	/** Whether the reader is on the entry's page. */
	public boolean here(MenuEntry entry) {
		return this.path.equals(entry.href());
	}

	public @Nullable MenuEntry bell() {
		return at(Place.BELL.name()).stream().findFirst().orElse(null);
	}

	public long unread() {
		return this.news.get().unread();
	}

	/** Where the page's stream of live events begins. */
	public String position() {
		return this.news.get().position();
	}

	/**
	 * Where the page is read again when something happened; null for an answer to a form.
	 */
	public @Nullable String livePath() {
		return this.livePath;
	}

}
