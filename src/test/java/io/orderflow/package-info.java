/** What tests of every feature share. */
@NullMarked
package io.orderflow;

import org.jspecify.annotations.NullMarked;
