package io.orderflow.account;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * New preferences, as somebody typed them. What is missing stays as it is, a kind too.
 *
 * @param region the code of a country, as {@code GB}; empty to have it said by the
 * browser
 * @param email by the names of {@link NotificationKind}, whether it is wanted
 * @param push as {@code email}
 */
public record PreferenceChange(@Nullable String language, @Nullable String region, @Nullable String timeZone,
		@Nullable Map<String, @Nullable Boolean> email, @Nullable Map<String, @Nullable Boolean> push) {

}
