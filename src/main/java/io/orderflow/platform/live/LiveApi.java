package io.orderflow.platform.live;

import io.orderflow.platform.CurrentReader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
@Tag(name = "Live", description = "What happens, while it happens")
class LiveApi {

	private final LiveStreamRegistry streams;

	private final CurrentReader reader;

	LiveApi(LiveStreamRegistry streams, CurrentReader reader) {
		this.streams = streams;
		this.reader = reader;
	}

	/**
	 * Whoever is signed in.
	 * @param lastEventId what a page that cannot set the header heard last
	 */
	@GetMapping(path = "/api/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	@Operation(summary = "What concerns me, as server-sent events",
			description = "Events: notification, message, order; ready at the beginning; reset when so much was missed "
					+ "that everything has to be read anew. With Last-Event-ID nothing is missed; an event may come "
					+ "twice after a break.")
	SseEmitter events(@RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
			@RequestParam(name = "last-event-id", required = false) @Nullable String given,
			HttpServletResponse response) {
		String account = this.reader.signedIn().accountId();
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		// a proxy that gathers an answer first would make it late
		response.setHeader("X-Accel-Buffering", "no");
		return this.streams.open(account, (lastEventId != null) ? lastEventId : given);
	}

}
