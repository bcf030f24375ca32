package io.orderflow.account;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How a person wants to be told things (S3). The record in the application is no
 * preference: it is always kept.
 *
 * @param language {@code en} or {@code fr}
 * @param region whose forms of dates and numbers are read, as {@code GB}; null where the
 * browser says it
 * @param timeZone the id of a time zone, as {@code Europe/Paris}
 * @param email which kinds are sent by e-mail too
 * @param push which kinds are pushed to the subscribed browsers too
 */
public record Preferences(String language, @Nullable String region, String timeZone,
		Map<NotificationKind, Boolean> email, Map<NotificationKind, Boolean> push) {

}
