package io.orderflow.account;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import io.orderflow.platform.signin.SignedInUsers;
import io.orderflow.platform.text.MailAddress;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A person who buys, sells or looks after orders. One person can be both freelancer and
 * client with one account.
 */
@Entity
public class Account {

	@Id
	@Column(length = 64)
	private String id;

	@Version
	private @Nullable Long version;

	private String displayName;

	private String email;

	/** Whether the engine still knows the user: what was removed stays in records. */
	@Formula(SignedInUsers.IS_USER)
	private boolean present = true;

	@Column(length = 2)
	private String language;

	/** Null where the browser says it, or nobody. */
	@Column(length = 2)
	private @Nullable String region;

	private String timeZone;

	private @Nullable UUID picture;

	/** Names of kinds; what is missing is on, so that a kind that is new is on. */
	@JdbcTypeCode(SqlTypes.ARRAY)
	private String[] emailOff = {};

	@JdbcTypeCode(SqlTypes.ARRAY)
	private String[] pushOff = {};

	@SuppressWarnings("NullAway")
	protected Account() {
		// for JPA
	}

	Account(NewAccount person) {
		this.id = person.id();
		this.displayName = (person.firstName() + " " + person.lastName()).strip();
		this.email = MailAddress.kept(person.email());
		this.language = person.language().getLanguage();
		this.region = regionOf(person.language());
		this.timeZone = person.timeZone().getId();
	}

	/** Also the id of the user in the engine, and the assignee of this person's tasks. */
	public String id() {
		return this.id;
	}

	public String displayName() {
		return this.displayName;
	}

	/** Others read this from now on. */
	void isCalled(String displayName) {
		this.displayName = displayName;
	}

	public String email() {
		return this.email;
	}

	/** What is shown beside the name; empty where the person has chosen none. */
	public Optional<UUID> picture() {
		return Optional.ofNullable(this.picture);
	}

	/** Shows another picture from now on, or none. */
	void shows(@Nullable UUID picture) {
		this.picture = picture;
	}

	/** English or French, and the region whose forms of dates and numbers are read. */
	public Locale locale() {
		return new Locale(this.language, (this.region != null) ? this.region : "");
	}

	public ZoneId zone() {
		return ZoneId.of(this.timeZone);
	}

	/**
	 * Whether this channel tells the person of this kind (S3); the application itself
	 * always does.
	 */
	public boolean wants(NotificationChannel channel, NotificationKind kind) {
		return !List.of(off(channel)).contains(kind.name());
	}

	/** Whether the user was not removed: an account stays, for what was done with it. */
	public boolean isPresent() {
		return this.present;
	}

	/** The same, of somebody who was not removed meanwhile. */
	public boolean isTold(NotificationChannel channel, NotificationKind kind) {
		return this.present && wants(channel, kind);
	}

	/** All that can be chosen, as it is chosen. */
	public Preferences preferences() {
		return new Preferences(this.language, this.region, this.timeZone, wanted(NotificationChannel.EMAIL),
				wanted(NotificationChannel.PUSH));
	}

	/** Switches one kind on one channel, from the next notification on (S4). */
	void choose(NotificationChannel channel, NotificationKind kind, boolean wanted) {
		if (wants(channel, kind) == wanted) {
			return;
		}
		String[] off = Stream.concat(Arrays.stream(off(channel)), Stream.of(kind.name()))
			.filter((name) -> !wanted || !name.equals(kind.name()))
			.toArray(String[]::new);
		switch (channel) {
			case EMAIL -> this.emailOff = off;
			case PUSH -> this.pushOff = off;
		}
	}

	/** In which language, region and time zone the person reads. */
	void readsIn(Locale language, ZoneId zone) {
		this.language = language.getLanguage();
		this.region = regionOf(language);
		this.timeZone = zone.getId();
	}

	/** Mails go there from now on. */
	void isAt(String email) {
		this.email = email;
	}

	/** No mail is sent to this person any more. */
	void isNowhere() {
		this.email = this.id + AccountProvisioner.NOWHERE;
		this.emailOff = Arrays.stream(NotificationKind.values()).map(Enum::name).toArray(String[]::new);
	}

	private static @Nullable String regionOf(Locale language) {
		return language.getCountry().isEmpty() ? null : language.getCountry();
	}

	private Map<NotificationKind, Boolean> wanted(NotificationChannel channel) {
		Map<NotificationKind, Boolean> wanted = new EnumMap<>(NotificationKind.class);
		for (NotificationKind kind : NotificationKind.values()) {
			wanted.put(kind, wants(channel, kind));
		}
		return wanted;
	}

	private String[] off(NotificationChannel channel) {
		return switch (channel) {
			case EMAIL -> this.emailOff;
			case PUSH -> this.pushOff;
		};
	}

}
