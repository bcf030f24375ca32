/**
 * My contacts: the people one has worked with, on either side (S9). Read only: the
 * database itself keeps the two tables in step with the orders, in the orders'
 * transactions ({@code V11__contacts.sql}), so that they are exact whatever closes one.
 */
@NullMarked
package io.orderflow.contact;

import org.jspecify.annotations.NullMarked;
