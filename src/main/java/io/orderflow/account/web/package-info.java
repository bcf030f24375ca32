/** The account over the API. */
@NullMarked
package io.orderflow.account.web;

import org.jspecify.annotations.NullMarked;
