/**
 * What a freelancer notes on an order for nobody else (S12).
 */
@NamedInterface("note")
@NullMarked
package io.orderflow.order.note;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
