/** Services on sale over HTTP. */
@NullMarked
package io.orderflow.catalog.web;

import org.jspecify.annotations.NullMarked;
