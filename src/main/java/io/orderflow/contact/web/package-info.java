/** My contacts over HTTP. */
@NullMarked
package io.orderflow.contact.web;

import org.jspecify.annotations.NullMarked;
