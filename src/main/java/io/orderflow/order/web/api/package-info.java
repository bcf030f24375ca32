/** Orders over the API. */
@NullMarked
package io.orderflow.order.web.api;

import org.jspecify.annotations.NullMarked;
