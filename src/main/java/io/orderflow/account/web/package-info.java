/** Registering and resetting a password, and the account over the API. */
@NullMarked
package io.orderflow.account.web;

import org.jspecify.annotations.NullMarked;
