/**
 * Demo data of the embedded default: people to sign in as, and services to order. Never
 * in production, which refuses to start where it finds them.
 */
@NullMarked
package io.orderflow.demo;

import org.jspecify.annotations.NullMarked;
