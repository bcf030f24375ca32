/** Uploading and downloading files over HTTP. */
@NullMarked
package io.orderflow.attachment.web;

import org.jspecify.annotations.NullMarked;
