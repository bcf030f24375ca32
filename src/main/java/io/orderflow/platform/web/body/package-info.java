/**
 * Bounds on what requests bring and on what is answered: how large, how slowly, and how
 * much to one sender at once. A thread of the server waits for nobody who sends or reads
 * slowly, but for a counted few.
 */
@NullMarked
package io.orderflow.platform.web.body;

import org.jspecify.annotations.NullMarked;
