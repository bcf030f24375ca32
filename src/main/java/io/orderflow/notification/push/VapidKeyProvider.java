package io.orderflow.notification.push;

import java.util.Base64;

import com.interaso.webpush.VapidKeys;
import io.orderflow.notification.NotificationKeyRows;
import org.springframework.stereotype.Component;

/**
 * The pair of keys by which push services know us (RFC 8292): made once and kept, since
 * every subscription of a browser is bound to it.
 */
@Component
class VapidKeyProvider {

	private final NotificationKeyRows keys;

	VapidKeyProvider(NotificationKeyRows keys) {
		this.keys = keys;
	}

	/** What a browser needs to subscribe: the public key, base64url. */
	String publicKey() {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(pair().getApplicationServerKey());
	}

	VapidKeys pair() {
		String[] kept = this.keys.get("vapid", VapidKeyProvider::made).split(" ");
		return VapidKeys.create(kept[0], kept[1]);
	}

	private static String made() {
		VapidKeys made = VapidKeys.generate();
		return made.getX509PublicKey() + " " + made.getPkcs8PrivateKey();
	}

}
