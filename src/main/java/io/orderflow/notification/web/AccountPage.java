package io.orderflow.notification.web;

import java.security.Principal;
import java.text.Collator;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import io.orderflow.account.Account;
import io.orderflow.account.AccountService;
import io.orderflow.account.LanguageCookie;
import io.orderflow.account.NotificationChannel;
import io.orderflow.account.NotificationKind;
import io.orderflow.account.PreferenceChange;
import io.orderflow.notification.MailSettings;
import io.orderflow.notification.push.PushSubscriptionService;
import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.MenuEntry;
import io.orderflow.platform.MenuEntry.Place;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.ReaderFormats.PlaceNames;
import io.orderflow.platform.signin.Sides;
import io.orderflow.platform.web.RefusedFormFactory;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * A person's own settings: language, region, time zone, what is told where, which
 * browsers.
 */
@Controller
@RequestMapping("/account")
class AccountPage {

	private final AccountService accounts;

	private final PushSubscriptionService subscriptions;

	private final RefusedFormFactory refusedForms;

	private final CurrentReader reader;

	private final MailSettings settings;

	private final Clock clock;

	AccountPage(AccountService accounts, PushSubscriptionService subscriptions, RefusedFormFactory refusedForms,
			CurrentReader reader, MailSettings settings, Clock clock) {
		this.accounts = accounts;
		this.subscriptions = subscriptions;
		this.refusedForms = refusedForms;
		this.reader = reader;
		this.settings = settings;
		this.clock = clock;
	}

	@Bean
	static MenuEntry accountEntry() {
		return new MenuEntry(Place.PERSON, 10, "account.title", "/account");
	}

	@GetMapping
	String account(Model model, Principal person, HttpServletRequest request) {
		Account account = this.accounts.get(person.getName());
		model.addAttribute("person", account);
		model.addAttribute("picture", account.picture().orElse(null));
		model.addAttribute("kinds", offered(Sides.of(request)));
		model.addAttribute("channels", NotificationChannel.values());
		model.addAttribute("zones", new TimeZones(this.reader.locale(), this.clock.instant()).parts());
		model.addAttribute("regions", Region.all(this.reader.locale()));
		model.addAttribute("unlistedZone", TimeZones.listed(account.zone().getId()) ? null : account.zone().getId());
		model.addAttribute("browsers", this.subscriptions.of(person.getName()));
		model.addAttribute("operator", this.settings.mail().contact());
		model.addAttribute("pushKey", this.subscriptions.publicKey());
		return "notification/account";
	}

	/** What somebody on these sides can be told of at all. */
	private static List<NotificationKind> offered(Sides sides) {
		return Arrays.stream(NotificationKind.values()).filter((kind) -> switch (kind) {
			case NEW_ORDER -> sides.sells();
			case MESSAGE, REQUEST, STATUS -> sides.sells() || sides.buys();
			case TO_DO, REMINDER -> true;
		}).toList();
	}

	/** A country whose forms of dates and numbers can be chosen. */
	record Region(String code, String name) {

		static List<Region> all(Locale language) {
			PlaceNames names = new PlaceNames(language);
			return LanguageCookie.REGIONS.stream()
				.map((code) -> new Region(code, names.country(code)))
				.sorted(Comparator.comparing(Region::name, Collator.getInstance(language)))
				.toList();
		}

	}

	/**
	 * The settings as they are to be.
	 *
	 * @param email the kinds that are ticked
	 * @param push as {@code email}
	 * @param offered the kinds that could be ticked; null for all
	 */
	record PreferenceForm(@Nullable String language, @Nullable String region, @Nullable String timeZone,
			@Nullable List<String> email, @Nullable List<String> push, @Nullable List<String> offered) {

		PreferenceChange change() {
			return new PreferenceChange(this.language, this.region, this.timeZone, wanted(this.email),
					wanted(this.push));
		}

		/**
		 * A box that is not ticked is not sent: every kind that is missing is off, but
		 * for those that had no box.
		 */
		private Map<String, @Nullable Boolean> wanted(@Nullable List<String> ticked) {
			return Arrays.stream(NotificationKind.values())
				.filter((kind) -> this.offered == null || this.offered.contains(kind.name()))
				.collect(Collectors.toMap(NotificationKind::name,
						(kind) -> ticked != null && ticked.contains(kind.name())));
		}

	}

	@PostMapping
	String change(PreferenceForm preferences, @RequestParam MultiValueMap<String, String> typed, Model model,
			HttpServletRequest request, HttpServletResponse response, Principal person) {
		try {
			this.accounts.prefer(person.getName(), preferences.change());
			return "redirect:/account?saved";
		}
		catch (Refusal refusal) {
			model.addAttribute("form", this.refusedForms.of(typed, refusal, response));
			return account(model, person, request);
		}
	}

	@PostMapping("/browsers/{id}/removal")
	String forget(@PathVariable UUID id, Principal person) {
		this.subscriptions.unsubscribe(person.getName(), id);
		return "redirect:/account?forgotten#browsers";
	}

}
