package io.orderflow.notification.push;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import com.interaso.webpush.WebPush;
import io.orderflow.notification.MailSettings;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Hands one encrypted message to a browser's push service (RFC 8030, 8291, 8292). Knows
 * nothing of notifications. The library encrypts and signs; its own sender uses the JDK's
 * HTTP client, which cannot be given {@link PublicAddressDnsResolver}.
 */
@Component
class PushSender implements DisposableBean {

	private static final int READ_OF_ANSWER = 500;

	private final ObjectProvider<CloseableHttpClient> client;

	private final VapidKeyProvider keys;

	private final MailSettings contact;

	private final PushSettings settings;

	private final ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(1, (task) -> {
		Thread thread = new Thread(task, "push-deadline");
		thread.setDaemon(true);
		return thread;
	});

	/** The client comes with the first push. */
	PushSender(ObjectProvider<CloseableHttpClient> client, VapidKeyProvider keys, MailSettings contact,
			PushSettings settings) {
		this.client = client;
		this.keys = keys;
		this.contact = contact;
		this.settings = settings;
		this.deadlines.setRemoveOnCancelPolicy(true);
	}

	/**
	 * A message for one browser.
	 *
	 * @param topic what it replaces while the browser is off, at most 32 characters
	 * @param urgent whether a browser that saves power should be woken
	 */
	record Message(byte[] payload, String topic, boolean urgent) {

	}

	/**
	 * What the push service said.
	 *
	 * @param retryAfter the header, as it was sent
	 * @param said the beginning of its words
	 */
	record Answer(int status, @Nullable String retryAfter, String said) {

	}

	/**
	 * Sends; follows no redirect.
	 * @param patience whatever a push service does, an attempt does not take longer
	 * @throws PublicAddressDnsResolver.NotPublicException when the address is not for us
	 * to reach
	 * @throws IOException when nobody answered in time
	 */
	Answer send(PushSubscriptionRows.Row browser, Message message, Duration patience) throws IOException {
		WebPush push = new WebPush("mailto:" + this.contact.mail().from(), this.keys.pair());
		HttpPost request = new HttpPost(browser.endpoint());
		Map<String, String> headers = push.getHeaders(browser.endpoint(), (int) this.settings.timeToLive().toSeconds(),
				message.topic(), message.urgent() ? WebPush.Urgency.High : WebPush.Urgency.Normal);
		headers.forEach(request::setHeader);
		request.setEntity(
				new ByteArrayEntity(push.getBody(message.payload(), decoded(browser.p256dh()), decoded(browser.auth())),
						ContentType.APPLICATION_OCTET_STREAM));
		ScheduledFuture<?> deadline = this.deadlines.schedule(request::cancel, patience.toMillis(),
				TimeUnit.MILLISECONDS);
		try {
			return this.client.getObject().execute(request, PushSender::answer);
		}
		finally {
			deadline.cancel(false);
		}
	}

	/**
	 * What it says is a stranger's, and goes into logs: one line of letters and signs.
	 */
	private static Answer answer(ClassicHttpResponse response) throws IOException {
		String said = "";
		if (response.getEntity() != null && response.getEntity().getContent() != null) {
			said = new String(response.getEntity().getContent().readNBytes(READ_OF_ANSWER), StandardCharsets.UTF_8);
		}
		Header retryAfter = response.getFirstHeader("Retry-After");
		return new Answer(response.getCode(), (retryAfter != null) ? retryAfter.getValue() : null,
				said.replaceAll("[\\p{C}\\p{Z}]+", " ").strip());
	}

	private static byte[] decoded(String base64) {
		return Base64.getUrlDecoder().decode(base64);
	}

	@Override
	public void destroy() {
		this.deadlines.shutdownNow();
	}

}
