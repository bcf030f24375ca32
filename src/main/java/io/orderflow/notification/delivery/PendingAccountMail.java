package io.orderflow.notification.delivery;

import java.util.UUID;

import io.orderflow.account.AccountMailer;
import io.orderflow.notification.DeliveryState;

/**
 * A mail about an account, to be attempted.
 *
 * @param id of the delivery
 * @param messageId its Message-ID, the same at every attempt
 */
public record PendingAccountMail(UUID id, DeliveryState state, String messageId, AccountMailer.Mail mail) {

}
