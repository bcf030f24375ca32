package io.orderflow.notification;

import java.time.Duration;

import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How people are told.
 *
 * @param messagesGroupedFor how long a mail about a message waits for further messages of
 * the same conversation
 * @param deliveredHere whether this node makes first attempts at mails and all at pushes;
 * one of all nodes must. Further attempts at mails are jobs of the engine, on every node
 * that runs jobs
 */
@Validated
@ConfigurationProperties("orderflow.notifications")
public record NotificationSettings(
		@DefaultValue("2m") @NotNull @DurationMin(seconds = 0) @DurationMax(hours = 1) Duration messagesGroupedFor,
		@DefaultValue("true") boolean deliveredHere) {

}
