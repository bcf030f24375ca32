/** My notifications over HTTP. */
@NullMarked
package io.orderflow.notification.web;

import org.jspecify.annotations.NullMarked;
