package io.orderflow.platform.web;

import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;

import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.Excerpts;
import io.orderflow.platform.CurrentReader.Reader;
import io.orderflow.platform.MenuEntry;
import io.orderflow.platform.ReaderFormats;
import io.orderflow.platform.SubmittedForm;
import io.orderflow.platform.UnreadCounter;
import io.orderflow.platform.UnreadCounter.Unread;
import io.orderflow.platform.signin.Sides;
import io.orderflow.platform.text.Initials;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Controller;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page its frame, and the way its reader writes times and prices. */
@ControllerAdvice(annotations = Controller.class)
class FrameAdvice {

	private static final LinkedText LINKED = new LinkedText();

	private static final Initials INITIALS = new Initials();

	private final ObjectProvider<MenuEntry> entries;

	private final UnreadCounter news;

	private final CurrentReader reader;

	private final MessageSource messages;

	private final Clock clock;

	private final URI publicUrl;

	FrameAdvice(ObjectProvider<MenuEntry> entries, UnreadCounter news, CurrentReader reader, MessageSource messages,
			Clock clock, @Value("${orderflow.public-url}") URI publicUrl) {
		this.entries = entries;
		this.news = news;
		this.reader = reader;
		this.messages = messages;
		this.clock = clock;
		this.publicUrl = publicUrl;
	}

	@ModelAttribute("frame")
	@Nullable Frame frame(HttpServletRequest request) {
		String account = request.getRemoteUser();
		if (account == null || ApiPath.isAskedBy(request)) {
			return null;
		}
		boolean read = HttpMethod.GET.matches(request.getMethod());
		Supplier<Unread> asked = SingletonSupplier.of(() -> this.news.of(account));
		if (read && !ApiPath.covers(request)) {
			// before the page is read: what happens from now on is heard live
			asked.get();
		}
		List<MenuEntry> mine = this.entries.stream()
			.filter((entry) -> entry.groups().isEmpty() || entry.groups().stream().anyMatch(request::isUserInRole))
			.toList();
		String name = this.reader.reader().map(Reader::name).orElse(account);
		return new Frame(account, name, mine, request.getRequestURI(), read ? path(request) : null,
				read ? null : PageRequestCache.pageBefore(request).map(URI::toString).orElse(null), asked);
	}

	@ModelAttribute("formats")
	@Nullable ReaderFormats formats(HttpServletRequest request) {
		return ApiPath.isAskedBy(request) ? null : new ReaderFormats(this.messages, this.reader.locale(),
				this.reader.reader().map(Reader::zone).orElse(ZoneOffset.UTC), this.clock.instant());
	}

	/** What is offered to the reader, and what is said in its place. */
	@ModelAttribute("sides")
	@Nullable Sides sides(HttpServletRequest request) {
		return ApiPath.isAskedBy(request) ? null : Sides.of(request);
	}

	/** How a page shows what somebody wrote. */
	@ModelAttribute("linked")
	LinkedText linked() {
		return LINKED;
	}

	/** How much of long texts a page shows. */
	@ModelAttribute("excerpts")
	Excerpts excerpts() {
		return new Excerpts();
	}

	/** What the addresses on a page that is printed begin with. */
	@ModelAttribute("publicUrl")
	URI publicUrl() {
		return this.publicUrl;
	}

	/** What stands for people who have no picture. */
	@ModelAttribute("initials")
	Initials initials() {
		return INITIALS;
	}

	/** Nothing, until a form is refused. */
	@ModelAttribute("form")
	@Nullable SubmittedForm form(HttpServletRequest request) {
		return ApiPath.isAskedBy(request) ? null : SubmittedForm.nothing();
	}

	private static String path(HttpServletRequest request) {
		String query = request.getQueryString();
		return request.getRequestURI() + ((query != null) ? "?" + query : "");
	}

}
