package io.orderflow.notification.web;

import java.util.List;
import java.util.UUID;

import io.orderflow.notification.push.NewPushSubscription;
import io.orderflow.notification.push.PushSubscriptionService;
import io.orderflow.notification.push.PushSubscriptionView;
import io.orderflow.platform.CurrentReader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The browsers that I am told in. */
@RestController
@Tag(name = "Notifications")
class PushApi {

	private final PushSubscriptionService subscriptions;

	private final CurrentReader reader;

	PushApi(PushSubscriptionService subscriptions, CurrentReader reader) {
		this.subscriptions = subscriptions;
		this.reader = reader;
	}

	/** The public key to subscribe with, base64url. */
	record Key(String key) {

	}

	/**
	 * As a browser writes its {@code PushSubscription}, with a name if one likes.
	 *
	 * @param expirationTime not used: push services say when a browser is gone
	 */
	record Subscription(@Nullable String endpoint, @Nullable @Schema(type = "number") Object expirationTime,
			@Nullable Keys keys, @Nullable String label) {

		/** The browser's public key and secret. */
		record Keys(@Nullable String p256dh, @Nullable String auth) {

		}

	}

	@GetMapping("/api/push/key")
	@Operation(summary = "The key that a browser subscribes with")
	Key key() {
		return new Key(this.subscriptions.publicKey());
	}

	@GetMapping("/api/me/push-subscriptions")
	@Operation(summary = "The browsers that I am told in")
	List<PushSubscriptionView> subscriptions() {
		return this.subscriptions.of(account());
	}

	@PostMapping("/api/me/push-subscriptions")
	@ResponseStatus(HttpStatus.CREATED)
	@Operation(summary = "Tell me in this browser; one that is there already is kept once")
	PushSubscriptionView subscribe(@RequestBody Subscription given) {
		Subscription.Keys keys = (given.keys() != null) ? given.keys() : new Subscription.Keys(null, null);
		return this.subscriptions.subscribe(account(),
				new NewPushSubscription(given.endpoint(), keys.p256dh(), keys.auth(), given.label()));
	}

	@DeleteMapping("/api/me/push-subscriptions/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Tell me no longer in this browser")
	void unsubscribe(@PathVariable UUID id) {
		this.subscriptions.unsubscribe(account(), id);
	}

	private String account() {
		return this.reader.signedIn().accountId();
	}

}
