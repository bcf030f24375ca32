/**
 * What all tests arrange with: people, services, and orders that are walked in sentences
 * to where a test needs them. They go the way in that pages and API use.
 */
@NullMarked
package io.orderflow.scenario;

import org.jspecify.annotations.NullMarked;
