/**
 * Notifications as mails, mails about accounts, and the link by which one wants no more
 * of them.
 */
@NullMarked
package io.orderflow.notification.mail;

import org.jspecify.annotations.NullMarked;
