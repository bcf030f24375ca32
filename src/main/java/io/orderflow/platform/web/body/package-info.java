/**
 * Bounds on what requests bring: how large, how slowly, and how many of one sender at
 * once. A thread of the server waits for none that is slow, but for a counted few.
 */
@NullMarked
package io.orderflow.platform.web.body;

import org.jspecify.annotations.NullMarked;
