/** An order's conversation over HTTP. */
@NullMarked
package io.orderflow.conversation.web;

import org.jspecify.annotations.NullMarked;
