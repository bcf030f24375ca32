package io.orderflow.platform.signin;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often one sender may ask for what sends mails or begins sessions. Whoever asks more
 * often is refused with 429 until the time is over.
 *
 * @param registrations how often one sender may register
 * @param passwordLinks how often one may ask for a link to choose a new password
 * @param emailChanges how often one may ask for another e-mail address
 * @param passkeyQuestions how often one may begin to sign in with a passkey, which begins
 * a session of five minutes, and how often with one that signs nobody in
 * @param within the time in which they are counted
 */
@Validated
@ConfigurationProperties("orderflow.senders")
public record SenderSettings(@DefaultValue("20") @Min(1) @Max(1_000_000) int registrations,
		@DefaultValue("20") @Min(1) @Max(1_000_000) int passwordLinks,
		@DefaultValue("10") @Min(1) @Max(1_000_000) int emailChanges,
		@DefaultValue("60") @Min(1) @Max(1_000_000) int passkeyQuestions,
		@DefaultValue("10m") @NotNull @DurationMin(seconds = 1) @DurationMax(days = 1) Duration within) {

}
