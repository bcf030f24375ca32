package io.orderflow.account.passkey;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.orderflow.platform.Refusal;
import io.orderflow.platform.audit.AuditKind;
import io.orderflow.platform.audit.AuditTrail;
import io.orderflow.platform.quota.AccountQuota;
import io.orderflow.platform.signin.CurrentSession;
import io.orderflow.platform.signin.PasskeyAuthority;
import io.orderflow.platform.signin.RecentSignIn;
import io.orderflow.platform.signin.SignedInUser;
import io.orderflow.platform.signin.SignedInUsers;
import io.orderflow.platform.web.PageRequestCache;
import io.orderflow.platform.web.RefusedFormFactory;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * A person's passkeys and recovery codes. Whoever must sign in with a passkey and came
 * with a password gets no further than here.
 */
@Controller
@RequestMapping(PasskeyPage.PATH)
class PasskeyPage {

	static final String PATH = "/account/passkeys";

	private static final String VIEW = "account/passkeys";

	private final PasskeyService passkeys;

	private final RecentSignIn recent;

	private final PageRequestCache pages = new PageRequestCache();

	private final SignedInUsers users;

	private final CurrentSession current;

	private final AuditTrail audit;

	private final AccountQuota quota;

	private final RefusedFormFactory refusedForms;

	private final Clock clock;

	private final SecurityContextRepository sessions = new HttpSessionSecurityContextRepository();

	PasskeyPage(PasskeyService passkeys, RecentSignIn recent, SignedInUsers users, CurrentSession current,
			AuditTrail audit, AccountQuota quota, RefusedFormFactory refusedForms, Clock clock) {
		this.passkeys = passkeys;
		this.recent = recent;
		this.users = users;
		this.current = current;
		this.audit = audit;
		this.quota = quota;
		this.refusedForms = refusedForms;
		this.clock = clock;
	}

	/** Where one signed in long ago, signing in again leads back to it. */
	@GetMapping
	String passkeys(Model model, HttpServletRequest request, HttpServletResponse response, Authentication person) {
		boolean recent = this.recent.isRecent(person);
		if (!recent) {
			this.pages.saveRequest(request, response);
		}
		model.addAttribute("recent", recent);
		List<Passkey> mine = this.passkeys.of(person.getName());
		Instant lately = this.clock.instant().minus(Duration.ofMinutes(1));
		// by what there is: the script that adds one leaves nothing but an address behind
		model.addAttribute("added", mine.stream().anyMatch((passkey) -> passkey.createdAt().isAfter(lately)));
		boolean missing = this.passkeys.isMissing(person);
		model.addAttribute("passkeys", mine);
		model.addAttribute("codesLeft", this.passkeys.codesLeft(person.getName()));
		model.addAttribute("missing", missing);
		model.addAttribute("mayChange", recent && (!missing || mine.isEmpty()));
		return VIEW;
	}

	@PostMapping("/{id}/removal")
	String remove(@PathVariable String id, Authentication person, HttpServletRequest request,
			HttpServletResponse response) {
		this.passkeys.checkMayChange(person);
		this.recent.check(person);
		SignedInUser present = this.passkeys.remove(person.getName(), id, request.getSession().getId());
		this.current.goOn(present, request, response);
		return "redirect:" + PATH + "?removed";
	}

	/** Shows them in its answer: they are nowhere else, and no reload makes new ones. */
	@PostMapping("/recovery-codes")
	String newCodes(Model model, HttpServletRequest request, HttpServletResponse response, Authentication person) {
		this.passkeys.checkMayChange(person);
		try {
			this.recent.check(person);
			model.addAttribute("codes", this.passkeys.newCodes(person.getName()));
		}
		catch (Refusal refusal) {
			model.addAttribute("form", this.refusedForms.of(Map.of(), refusal, response));
		}
		return passkeys(model, request, response, person);
	}

	/** Instead of the passkey: this session is then as good as one opened with it. */
	@PostMapping("/recovery")
	String recover(@RequestParam(defaultValue = "") String code, Model model, Authentication person,
			HttpServletRequest request, HttpServletResponse response) {
		try {
			this.quota.countOfSender(person.getName(), AccountQuota.Made.RECOVERY_CODE);
			this.passkeys.use(person.getName(), code);
		}
		catch (Refusal refusal) {
			if (refusal.kind() == Refusal.Kind.INVALID) {
				this.audit.record(AuditKind.SIGN_IN_REFUSED, person.getName(), null, "recovery code");
			}
			model.addAttribute("form", this.refusedForms.of(Map.of(), refusal, response));
			return passkeys(model, request, response, person);
		}
		request.changeSessionId();
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		context.setAuthentication(PasskeyAuthority.addToSession(person, this.users.load(person.getName())));
		this.sessions.saveContext(context, request, response);
		return "redirect:" + PATH + "?recovered";
	}

}
