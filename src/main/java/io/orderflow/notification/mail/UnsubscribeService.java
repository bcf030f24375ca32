package io.orderflow.notification.mail;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.orderflow.account.Account;
import io.orderflow.account.AccountService;
import io.orderflow.account.NotificationChannel;
import io.orderflow.account.NotificationKind;
import io.orderflow.notification.MailSettings;
import io.orderflow.notification.NotificationKeyRows;
import io.orderflow.platform.Refusal;
import org.springframework.stereotype.Service;

/**
 * Switches one kind of notification off on one channel, for whoever holds the link that
 * came with it: no sign-in, nothing else (RFC 8058). The link says what it is for and is
 * signed; it does not expire.
 */
@Service
public class UnsubscribeService {

	private static final String ALGORITHM = "HmacSHA256";

	private final NotificationKeyRows keys;

	private final AccountService accounts;

	private final MailSettings settings;

	UnsubscribeService(NotificationKeyRows keys, AccountService accounts, MailSettings settings) {
		this.keys = keys;
		this.accounts = accounts;
		this.settings = settings;
	}

	/**
	 * What a link switches off.
	 *
	 * @param account whose notifications
	 */
	public record Link(Account account, NotificationChannel channel, NotificationKind kind) {

	}

	/** The address that a mail carries. */
	String address(Account account, NotificationChannel channel, NotificationKind kind) {
		byte[] what = (account.id() + "/" + channel + "/" + kind).getBytes(StandardCharsets.UTF_8);
		Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
		return this.settings
			.absolute("/unsubscribe/" + base64.encodeToString(what) + "." + base64.encodeToString(signature(what)));
	}

	/**
	 * What a link is for; reading it changes nothing.
	 * @throws Refusal not found, when it is not one of ours
	 */
	public Link read(String token) {
		return signed(token).flatMap(this::link).orElseThrow(() -> Refusal.notFound("unsubscribe-unknown"));
	}

	/**
	 * Switches off what a link is for; a repeat does nothing.
	 * @throws Refusal not found, when it is not one of ours
	 */
	public Link switchOff(String token) {
		Link link = read(token);
		this.accounts.switchOff(link.account().id(), link.channel(), link.kind());
		return link;
	}

	private Optional<String> signed(String token) {
		int dot = token.indexOf('.');
		if (dot < 0) {
			return Optional.empty();
		}
		try {
			byte[] what = Base64.getUrlDecoder().decode(token.substring(0, dot));
			byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
			return MessageDigest.isEqual(signature, signature(what))
					? Optional.of(new String(what, StandardCharsets.UTF_8)) : Optional.empty();
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/** The account may be gone, the rest is ours. */
	private Optional<Link> link(String what) {
		String[] parts = what.split("/");
		return this.accounts.find(parts[0])
			.map((account) -> new Link(account, NotificationChannel.valueOf(parts[1]),
					NotificationKind.valueOf(parts[2])));
	}

	private byte[] signature(byte[] what) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(new SecretKeySpec(
					Base64.getDecoder().decode(this.keys.get("unsubscribe", UnsubscribeService::newKey)), ALGORITHM));
			return mac.doFinal(what);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java has " + ALGORITHM, ex);
		}
	}

	private static String newKey() {
		byte[] key = new byte[32];
		new SecureRandom().nextBytes(key);
		return Base64.getEncoder().encodeToString(key);
	}

}
