/**
 * The OpenAPI document of the REST API: what the annotations of the controllers cannot
 * say. A client that is generated from it needs no cast.
 */
@NullMarked
package io.orderflow.platform.web.openapi;

import org.jspecify.annotations.NullMarked;
