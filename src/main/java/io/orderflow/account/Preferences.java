package io.orderflow.account;

import java.util.Map;

/**
 * How a person wants to be told things (S3). The record in the application is no
 * preference: it is always kept.
 *
 * @param language {@code en} or {@code fr}
 * @param timeZone the id of a time zone, as {@code Europe/Paris}
 * @param email which kinds are sent by e-mail too
 * @param push which kinds are pushed to the subscribed browsers too
 */
public record Preferences(String language, String timeZone, Map<NotificationKind, Boolean> email,
		Map<NotificationKind, Boolean> push) {

}
