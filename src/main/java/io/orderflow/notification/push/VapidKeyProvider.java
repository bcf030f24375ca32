package io.orderflow.notification.push;

import java.util.Base64;

import com.interaso.webpush.VapidKeys;
import io.orderflow.notification.NotificationKeyRows;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * The pair of keys by which push services know us (RFC 8292): made once and kept, since
 * every subscription of a browser is bound to it.
 */
@Component
class VapidKeyProvider {

	/** Read once: a pair that is read is tried by signing something with it. */
	private final SingletonSupplier<VapidKeys> pair;

	VapidKeyProvider(NotificationKeyRows keys) {
		this.pair = SingletonSupplier.of(() -> {
			String[] kept = keys.get("vapid", VapidKeyProvider::made).split(" ");
			return VapidKeys.create(kept[0], kept[1]);
		});
	}

	/** What a browser needs to subscribe: the public key, base64url. */
	String publicKey() {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(pair().getApplicationServerKey());
	}

	VapidKeys pair() {
		return this.pair.obtain();
	}

	private static String made() {
		VapidKeys made = VapidKeys.generate();
		return made.getX509PublicKey() + " " + made.getPkcs8PrivateKey();
	}

}
