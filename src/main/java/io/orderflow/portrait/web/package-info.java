/** One's own picture, on its page and over the API. */
@NullMarked
package io.orderflow.portrait.web;

import org.jspecify.annotations.NullMarked;
