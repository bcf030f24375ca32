package io.orderflow.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The one sign-in for the application, Tasklist and Cockpit. */
@Controller
class SignInPage {

	@GetMapping("/sign-in")
	String signIn(HttpServletRequest request, HttpServletResponse response, Model model) {
		model.addAttribute("refused", request.getParameter("refused") != null);
		model.addAttribute("name", SignInFailureHandler.takeName(request, response));
		return "platform/sign-in";
	}

}
