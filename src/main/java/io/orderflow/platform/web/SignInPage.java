package io.orderflow.platform.web;

import java.time.Duration;

import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.RefusalText;
import io.orderflow.platform.signin.SignInPausedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The one sign-in for the application, Tasklist and Cockpit. */
@Controller
class SignInPage {

	private static final long LONGEST_PAUSE = Duration.ofDays(1).toSeconds();

	private final RefusalText texts;

	private final CurrentReader reader;

	SignInPage(RefusalText texts, CurrentReader reader) {
		this.texts = texts;
		this.reader = reader;
	}

	/**
	 * @param paused for how many seconds nothing is looked at
	 */
	@GetMapping("/sign-in")
	String signIn(@RequestParam(required = false) @Nullable Long paused, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		boolean waits = paused != null && paused > 0 && paused <= LONGEST_PAUSE;
		model.addAttribute("paused",
				waits ? this.texts.of(SignInPausedException.refusal(paused), this.reader.locale()) : null);
		model.addAttribute("refused", waits || request.getParameter("refused") != null);
		model.addAttribute("name", SignInFailureHandler.takeName(request, response));
		return "platform/sign-in";
	}

}
