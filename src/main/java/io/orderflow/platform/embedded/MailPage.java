package io.orderflow.platform.embedded;

import io.orderflow.platform.Refusal;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The last mails the application sent, as text. Open to whoever reaches this machine's
 * loopback address: the addresses in it are those of the demo accounts.
 */
@Controller
@Profile("embedded")
class MailPage {

	private final MailCatcher catcher;

	MailPage(MailCatcher catcher) {
		this.catcher = catcher;
	}

	@GetMapping("/mail")
	String mails(Model model) {
		model.addAttribute("mails", this.catcher.mails());
		model.addAttribute("kept", MailCatcher.KEPT);
		model.addAttribute("keptOfOne", MailCatcher.KEPT_OF_ONE);
		return "platform/mails";
	}

	@GetMapping("/mail/{number}")
	String mail(@PathVariable long number, Model model) {
		model.addAttribute("mail", this.catcher.mail(number).orElseThrow(() -> Refusal.notFound("mail-unknown")));
		return "platform/mail";
	}

}
