/** The application as a newcomer runs it: in a process of its own, with its defaults. */
@NullMarked
package io.orderflow.running;

import org.jspecify.annotations.NullMarked;
