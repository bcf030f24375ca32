/**
 * How much one account may make in a while: orders, messages, services, files, whatever
 * else stays. Features say what is made where they write it; what is one too many is
 * refused there, whichever way it came.
 */
@NullMarked
package io.orderflow.platform.quota;

import org.jspecify.annotations.NullMarked;
