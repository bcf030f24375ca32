/**
 * What people show of themselves beside their names: one picture each, or nothing, and
 * then their initials stand there. A module of its own, for accounts know nothing of
 * files.
 */
@NullMarked
package io.orderflow.portrait;

import org.jspecify.annotations.NullMarked;
