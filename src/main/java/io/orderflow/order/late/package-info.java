/**
 * Orders that are late (S20): finding them, telling both sides, and from when on the
 * client may cancel alone (C3). Whether one is late, its clock says.
 */
@NamedInterface("late")
@NullMarked
package io.orderflow.order.late;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
