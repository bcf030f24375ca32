/** Conversations and ready-made messages over HTTP. */
@NullMarked
package io.orderflow.conversation.web;

import org.jspecify.annotations.NullMarked;
