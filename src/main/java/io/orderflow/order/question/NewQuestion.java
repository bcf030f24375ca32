package io.orderflow.order.question;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What stops the work (B1).
 *
 * @param files ids of what was uploaded for it
 */
public record NewQuestion(@Nullable String question, @Nullable List<@Nullable UUID> files) {

}
