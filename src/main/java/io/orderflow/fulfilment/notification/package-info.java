/**
 * Deliveries of notifications on the process engine: {@code notification.bpmn}.
 */
@NullMarked
package io.orderflow.fulfilment.notification;

import org.jspecify.annotations.NullMarked;
