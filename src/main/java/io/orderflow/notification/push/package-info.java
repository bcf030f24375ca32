/**
 * Notifications in browsers: who has subscribed, and Web Push to those (S4).
 */
@NullMarked
package io.orderflow.notification.push;

import org.jspecify.annotations.NullMarked;
