package io.orderflow.account;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.orderflow.platform.Refusal;
import org.jspecify.annotations.Nullable;

/** Reads preferences as they were typed, and says all that is wrong with them at once. */
class PreferenceParser {

	private final PreferenceChange change;

	private final List<Refusal.Problem> problems = new ArrayList<>();

	PreferenceParser(PreferenceChange change) {
		this.change = change;
	}

	/**
	 * Changes the account, or nothing of it.
	 * @throws Refusal on every field that cannot be read
	 */
	void apply(Account account) {
		Locale before = account.locale();
		String language = (this.change.language() != null) ? language(this.change.language()) : before.getLanguage();
		String region = (this.change.region() != null) ? region(this.change.region()) : before.getCountry();
		ZoneId zone = (this.change.timeZone() != null) ? zone(this.change.timeZone(), account) : account.zone();
		Map<NotificationChannel, Map<String, @Nullable Boolean>> wanted = Map.of(NotificationChannel.EMAIL,
				orEmpty(this.change.email()), NotificationChannel.PUSH, orEmpty(this.change.push()));
		wanted.forEach((channel, kinds) -> kinds.keySet().forEach((kind) -> check(channel, kind)));
		if (!this.problems.isEmpty()) {
			throw Refusal.invalid(this.problems);
		}
		account.readsIn(new Locale(language, region), zone);
		wanted.forEach((channel, kinds) -> kinds.forEach((name, on) -> {
			if (on != null) {
				account.choose(channel, kind(name).orElseThrow(), on);
			}
		}));
	}

	private static Map<String, @Nullable Boolean> orEmpty(@Nullable Map<String, @Nullable Boolean> kinds) {
		return (kinds != null) ? kinds : Map.of();
	}

	private String language(String given) {
		if (!AccountService.LANGUAGES.contains(given)) {
			this.problems.add(new Refusal.Problem("language", "choice-unknown", given));
		}
		return given;
	}

	private String region(String given) {
		if (!given.isEmpty() && !LanguageCookie.REGIONS.contains(given)) {
			this.problems.add(new Refusal.Problem("region", "choice-unknown", given));
		}
		return given;
	}

	private ZoneId zone(String given, Account account) {
		if (given.equals(account.zone().getId())) {
			return account.zone();
		}
		if (ZoneId.getAvailableZoneIds().contains(given)) {
			return ZoneId.of(given);
		}
		this.problems.add(new Refusal.Problem("timeZone", "time-zone-unknown", given));
		return ZoneId.of("UTC");
	}

	private void check(NotificationChannel channel, String name) {
		if (kind(name).isEmpty()) {
			this.problems
				.add(new Refusal.Problem(channel.name().toLowerCase(Locale.ROOT) + "." + name, "choice-unknown", name));
		}
	}

	private static Optional<NotificationKind> kind(String name) {
		return Arrays.stream(NotificationKind.values()).filter((kind) -> kind.name().equals(name)).findFirst();
	}

}
