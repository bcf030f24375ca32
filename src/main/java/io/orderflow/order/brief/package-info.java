/**
 * What whoever decides is told of an order where there is no page of ours beside the
 * form, as in Tasklist. In English; what people wrote stays as they wrote it.
 */
@NamedInterface("brief")
@NullMarked
package io.orderflow.order.brief;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
