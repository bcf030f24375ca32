package io.orderflow.platform.signin;

import org.jspecify.annotations.Nullable;

/**
 * An event: somebody signed in with a browser that the account was never signed in with,
 * after others.
 *
 * @param browser what it calls itself; as it was sent
 */
public record NewBrowser(String account, @Nullable String browser, @Nullable String address) {

}
