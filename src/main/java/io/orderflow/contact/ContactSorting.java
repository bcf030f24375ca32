package io.orderflow.contact;

import org.jspecify.annotations.Nullable;

/**
 * A list of contacts.
 *
 * @param side which side the reader is on
 * @param descending whether it begins with the largest
 * @param currency where it is sorted by what was spent; else null
 */
record ContactSorting(ContactSide side, ContactSort sort, boolean descending, @Nullable String currency) {

}
