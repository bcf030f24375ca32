/**
 * The files of an order: where they are put down for its steps, and who may read what was
 * attached.
 */
@NamedInterface("file")
@NullMarked
package io.orderflow.order.file;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
