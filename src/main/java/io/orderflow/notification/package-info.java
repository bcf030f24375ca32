/**
 * Telling people. The in-app notification is a record, written in the transaction of what
 * it tells (S2); where the recipient wants e-mail too (S3, S4), a delivery is recorded
 * with it and runs by itself afterwards, so that a mail server that is down never stops
 * an order. Every attempt is logged (B6).
 */
@NullMarked
package io.orderflow.notification;

import org.jspecify.annotations.NullMarked;
