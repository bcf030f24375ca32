/**
 * Words as people write and look for them: days, kinds of files, what is searched. Knows
 * nothing of requests and readers.
 */
@NullMarked
package io.orderflow.platform.text;

import org.jspecify.annotations.NullMarked;
