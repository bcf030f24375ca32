/** Orders over the API, and the plain page where files are put down for a step. */
@NullMarked
package io.orderflow.order.web;

import org.jspecify.annotations.NullMarked;
