package io.orderflow.account;

import java.time.ZoneId;
import java.util.Locale;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
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

	@Column(length = 2)
	private String language;

	private String timeZone;

	private boolean emailNotifications = true;

	private boolean pushNotifications;

	@SuppressWarnings("NullAway")
	protected Account() {
		// for JPA
	}

	Account(NewAccount person) {
		this.id = person.id();
		this.displayName = (person.firstName() + " " + person.lastName()).strip();
		this.email = person.email();
		this.language = person.language().getLanguage();
		this.timeZone = person.timeZone().getId();
	}

	/** Also the id of the user in the engine, and the assignee of this person's tasks. */
	public String id() {
		return this.id;
	}

	public String displayName() {
		return this.displayName;
	}

	public String email() {
		return this.email;
	}

	/** English or French. */
	public Locale locale() {
		return Locale.forLanguageTag(this.language);
	}

	public ZoneId zone() {
		return ZoneId.of(this.timeZone);
	}

	/**
	 * Whether notifications are sent by e-mail too (S3); the in-app one is always kept.
	 */
	public boolean wantsEmail() {
		return this.emailNotifications;
	}

	/** Whether notifications are pushed to the subscribed browsers too (S3). */
	public boolean wantsPush() {
		return this.pushNotifications;
	}

	/** The channels beside the in-app one, from the next notification on (S3, S4). */
	public void chooseChannels(boolean email, boolean push) {
		this.emailNotifications = email;
		this.pushNotifications = push;
	}

}
