package io.orderflow.guide.web;

import io.orderflow.platform.MenuEntry;
import io.orderflow.platform.MenuEntry.Place;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The two guides of S16. Their words are in the messages, part by part. */
@Controller
class GuidePage {

	@Bean
	static MenuEntry guidesEntry() {
		return new MenuEntry(Place.PERSON, 80, "guides.title", "/guides");
	}

	@GetMapping("/guides")
	String guides() {
		return "guide/guides";
	}

	/** What to offer a client, from the brief to the draft. */
	@GetMapping("/guides/ideal-proposal")
	String idealProposal(Model model) {
		return guide("proposal", "aligning", model);
	}

	/** How to stay of one mind with a client while the work goes on. */
	@GetMapping("/guides/aligning-as-you-go")
	String aligning(Model model) {
		return guide("aligning", "proposal", model);
	}

	private static String guide(String guide, String other, Model model) {
		model.addAttribute("guide", guide);
		model.addAttribute("other", other);
		return "guide/guide";
	}

}
