package io.orderflow.account;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Somebody as others see them.
 *
 * @param id the account
 * @param name how they are called
 * @param picture what is shown beside the name, which {@code portrait} keeps; null where
 * they have chosen none
 */
public record Person(String id, String name, @Nullable UUID picture) {

}
