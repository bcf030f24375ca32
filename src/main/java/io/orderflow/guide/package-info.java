/**
 * Two short guides for people who work together on an order (S16). They are texts, in
 * every language, and know nothing of any order.
 */
@NullMarked
package io.orderflow.guide;

import org.jspecify.annotations.NullMarked;
