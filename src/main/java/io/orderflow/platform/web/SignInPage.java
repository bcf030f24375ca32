package io.orderflow.platform.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The one sign-in for the application, Tasklist and Cockpit. */
@Controller
class SignInPage {

	@GetMapping("/sign-in")
	String signIn() {
		return "platform/sign-in";
	}

}
