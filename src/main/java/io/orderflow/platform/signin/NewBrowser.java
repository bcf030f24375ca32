package io.orderflow.platform.signin;

/**
 * An event: somebody signed in, with the request of this thread, with a browser that the
 * account was never signed in with, after others. Published in the transaction that notes
 * the browser.
 */
public record NewBrowser(String account) {

}
