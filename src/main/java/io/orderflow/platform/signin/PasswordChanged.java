package io.orderflow.platform.signin;

/**
 * An event: a user has another password, whoever set it and wherever: on a page, in
 * Camunda Admin or over the engine's REST API. Published in the transaction that sets it,
 * or right after.
 */
public record PasswordChanged(String account) {

}
