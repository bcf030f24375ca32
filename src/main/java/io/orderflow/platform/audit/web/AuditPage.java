package io.orderflow.platform.audit.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.orderflow.platform.MenuEntry;
import io.orderflow.platform.MenuEntry.Place;
import io.orderflow.platform.Page;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.audit.AuditEvent;
import io.orderflow.platform.audit.AuditKind;
import io.orderflow.platform.audit.AuditTrail;
import io.orderflow.platform.web.RefusedFormFactory;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The audit trail, for process admins. */
@Controller
class AuditPage {

	private static final List<String> FIELDS = List.of("who", "kind", "from", "to");

	private final AuditTrail trail;

	private final AuditFilterReader filters;

	private final RefusedFormFactory refusedForms;

	AuditPage(AuditTrail trail, AuditFilterReader filters, RefusedFormFactory refusedForms) {
		this.trail = trail;
		this.filters = filters;
		this.refusedForms = refusedForms;
	}

	@Bean
	static MenuEntry auditEntry() {
		return new MenuEntry(Place.PERSON, 85, "audit.title", "/audit", Set.of(UserStore.PROCESS_ADMINS));
	}

	@GetMapping("/audit")
	String audit(@RequestParam MultiValueMap<String, String> asked, Model model, HttpServletResponse response) {
		Page<AuditEvent> page;
		try {
			page = this.trail.page(this.filters.readTyped(asked.getFirst("who"), asked.getFirst("kind"),
					asked.getFirst("from"), asked.getFirst("to")), asked.getFirst("cursor"), null);
		}
		catch (Refusal refusal) {
			model.addAttribute("form", this.refusedForms.of(asked, refusal, response));
			page = new Page<>(List.of(), null);
		}
		model.addAttribute("asked", asked.toSingleValueMap());
		model.addAttribute("kinds", AuditKind.values());
		model.addAttribute("events", page.items());
		model.addAttribute("more", (page.next() != null) ? href(asked.toSingleValueMap(), page.next()) : null);
		return "audit/audit";
	}

	private static String href(Map<String, String> asked, @Nullable String cursor) {
		UriComponentsBuilder address = UriComponentsBuilder.fromPath("/audit");
		FIELDS.forEach((field) -> address.queryParamIfPresent(field,
				Optional.ofNullable(asked.get(field)).filter((value) -> !value.isBlank()).map(AuditPage::encoded)));
		return address.queryParam("cursor", cursor).build(true).toUriString();
	}

	private static String encoded(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8);
	}

}
