package io.orderflow.platform.web;

import java.security.Principal;

import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.FlashCookie;
import io.orderflow.platform.RefusalText;
import io.orderflow.platform.signin.SignInPausedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The one sign-in for the application, Tasklist and Cockpit. What it tells is what
 * happened in this browser a moment ago; nothing of it is taken from the address.
 */
@Controller
class SignInPage {

	/** Left where a form came from somebody who was signed in no more. */
	static final FlashCookie ENDED = new FlashCookie("ORDERFLOW_ENDED", "/sign-in");

	private final RefusalText texts;

	private final CurrentReader reader;

	SignInPage(RefusalText texts, CurrentReader reader) {
		this.texts = texts;
		this.reader = reader;
	}

	@GetMapping("/sign-in")
	String signIn(HttpServletRequest request, HttpServletResponse response, Model model) {
		SignInFailureHandler.Failure failure = SignInFailureHandler.take(request, response);
		model.addAttribute("paused", (failure.paused() > 0)
				? this.texts.of(SignInPausedException.refusal(failure.paused()), this.reader.locale()) : null);
		model.addAttribute("refused", failure.refused());
		Principal still = request.getUserPrincipal();
		model.addAttribute("name", (failure.name().isEmpty() && still != null) ? still.getName() : failure.name());
		model.addAttribute("signedOut", request.getParameter("signed-out") != null && still == null);
		model.addAttribute("ended", ENDED.take(request, response).isPresent());
		return "platform/sign-in";
	}

}
