/**
 * Orders and the requests about them on the process engine: {@code orderFulfilment.bpmn}
 * and {@code changeRequest.bpmn}.
 */
@NullMarked
package io.orderflow.fulfilment.order;

import org.jspecify.annotations.NullMarked;
