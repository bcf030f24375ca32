package io.orderflow.platform.web;

import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.orderflow.platform.MenuEntry;
import io.orderflow.platform.MenuEntry.Place;
import io.orderflow.platform.UnreadCounter.Unread;
import org.jspecify.annotations.Nullable;

/** What stands around every page: the menu of who reads it, and what is new for them. */
public final class Frame {

	private static final int MOST_SHOWN = 99;

	private final String account;

	private final String name;

	private final List<MenuEntry> entries;

	private final String path;

	private final @Nullable String livePath;

	private final @Nullable String sentFrom;

	private final Supplier<Unread> news;

	Frame(String account, String name, List<MenuEntry> entries, String path, @Nullable String livePath,
			@Nullable String sentFrom, Supplier<Unread> news) {
		this.account = account;
		this.name = name;
		this.entries = entries.stream().sorted(Comparator.comparingInt(MenuEntry::rank)).toList();
		this.path = path;
		this.livePath = livePath;
		this.sentFrom = sentFrom;
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

	/**
	 * A part of the menu.
	 *
	 * @param title key of what it is called; null where its entries stand by themselves
	 */
	public record Group(@Nullable String title, List<MenuEntry> entries) {

	}

	/** The groups that have a title and something in them: Sell, Buy. */
	public List<Group> titled() {
		return groups().stream().filter((group) -> group.title() != null).toList();
	}

	/** All groups that have something in them, in their order. */
	public List<Group> groups() {
		return Stream
			.of(new Group("frame.SELL", at(Place.SELL)), new Group("frame.BUY", at(Place.BUY)),
					new Group(null, alone()), new Group(null, personal()))
			.filter((group) -> !group.entries().isEmpty())
			.toList();
	}

	/** Entries that stand by themselves. */
	public List<MenuEntry> alone() {
		return at(Place.ALONE);
	}

	/** Entries behind the reader's own name. */
	public List<MenuEntry> personal() {
		return at(Place.PERSON);
	}

	private List<MenuEntry> at(Place place) {
		return this.entries.stream().filter((entry) -> entry.place() == place).toList();
	}

	/** Whether the reader is on the entry's page. */
	public boolean here(MenuEntry entry) {
		return this.path.equals(entry.href());
	}

	public @Nullable MenuEntry bell() {
		return at(Place.BELL).stream().findFirst().orElse(null);
	}

	/** Where what is typed into the header's field is looked for. */
	public @Nullable MenuEntry search() {
		return at(Place.SEARCH).stream().findFirst().orElse(null);
	}

	public long unread() {
		return this.news.get().unread();
	}

	/**
	 * How many notifications are new to the reader.
	 * @param settled those that looking at this page settles; null where it settles none
	 */
	public long unread(@Nullable Integer settled) {
		// asked before the page was read, it counts what reading the page has settled
		// since
		return unread() - ((settled != null && this.livePath != null) ? settled : 0);
	}

	/** The same as the bell shows it. */
	public static String badge(long unread) {
		return (unread > MOST_SHOWN) ? MOST_SHOWN + "+" : String.valueOf(unread);
	}

	/** Where the page's stream of live events begins. */
	public String position() {
		return this.news.get().position();
	}

	/**
	 * The page of the form that this one answers, to which the browser's way back and a
	 * reload lead, and not to the form once more; null where it answers none, and where
	 * nobody knows.
	 */
	public @Nullable String sentFrom() {
		return this.sentFrom;
	}

	/**
	 * Where the page is read again when something happened; null for an answer to a form.
	 */
	public @Nullable String livePath() {
		return this.livePath;
	}

}
