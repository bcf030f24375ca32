/**
 * Telling people, in the application, by mail and by push. The in-app notification is a
 * record, written in the transaction of what it tells (S2); what the recipient's
 * preferences ask for beside it (S3, S4), a mail and a push to each subscribed browser,
 * is recorded with it ({@code Outbox}) and delivered by itself afterwards
 * ({@code delivery}), so that a mail server that is down never stops an order.
 */
@NullMarked
package io.orderflow.notification;

import org.jspecify.annotations.NullMarked;
