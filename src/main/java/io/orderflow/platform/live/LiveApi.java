package io.orderflow.platform.live;

import java.time.Clock;
import java.time.Duration;

import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.signin.PresentSessions;
import io.orderflow.platform.signin.SignedInUser;
import io.orderflow.platform.token.PresentCaller;
import io.orderflow.platform.token.TokenOwner;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
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

	private final PresentSessions sessions;

	private final PresentCaller caller;

	private final LiveSettings settings;

	private final Clock clock;

	LiveApi(LiveStreamRegistry streams, CurrentReader reader, PresentSessions sessions, PresentCaller caller,
			LiveSettings settings, Clock clock) {
		this.streams = streams;
		this.reader = reader;
		this.sessions = sessions;
		this.caller = caller;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Whoever is signed in.
	 * @param lastEventId what a page that cannot set the header heard last
	 */
	@GetMapping(path = "/api/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	@ApiResponse(responseCode = "200", description = "A stream that stays open",
			content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
	@Operation(summary = "What concerns me, as server-sent events",
			description = "Events: notification, message, order; ready at the beginning; reset when so much was missed "
					+ "that everything has to be read anew. With Last-Event-ID nothing is missed; an event may come "
					+ "twice after a break.")
	SseEmitter events(@RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
			@RequestParam(name = "last-event-id", required = false) @Nullable String given, HttpServletRequest request,
			HttpServletResponse response) {
		String account = this.reader.signedIn().accountId();
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		// a proxy that gathers an answer first would make it late
		response.setHeader("X-Accel-Buffering", "no");
		return this.streams.open(account, (lastEventId != null) ? lastEventId : given, lifetime(),
				TakenRequest.of(request), this.caller.ofThread());
	}

	/** Nobody hears more than their token or their session is good for. */
	private Duration lifetime() {
		Duration usual = this.settings.streamLifetime();
		Duration left = left(SecurityContextHolder.getContext().getAuthentication());
		return (left.compareTo(usual) < 0) ? left : usual;
	}

	private Duration left(Authentication person) {
		if (person.getDetails() instanceof TokenOwner token) {
			return Duration.between(this.clock.instant(), token.until());
		}
		return (person.getPrincipal() instanceof SignedInUser user)
				? Duration.between(this.clock.instant(), this.sessions.end(user)) : Duration.ZERO;
	}

}
