/**
 * Services on sale. A {@link io.orderflow.catalog.Listing} is what a freelancer writes
 * and a moderator approves; an {@link io.orderflow.catalog.Offer} is the approved content
 * that can be ordered (S1), and stays on sale while a change of it is reviewed.
 */
@NullMarked
package io.orderflow.catalog;

import org.jspecify.annotations.NullMarked;
