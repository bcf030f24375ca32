package io.orderflow.order;

import java.time.LocalDate;

/**
 * A task as the freelancer plans it (S21).
 *
 * @param title what is to be done
 * @param deadline by the end of which day, in the freelancer's time zone
 */
public record PlannedTask(String title, LocalDate deadline) {

}
