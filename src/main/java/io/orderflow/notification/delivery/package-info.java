/**
 * What leaves the application: notifications are written together with their deliveries,
 * and each delivery is attempted by itself, over whichever {@code DeliveryChannel} it is
 * for, until it has arrived or never can. Every attempt is logged (B6).
 */
@NamedInterface("delivery")
@NullMarked
package io.orderflow.notification.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
