/**
 * The process engine's set-up: its configuration, its tables, its users with their
 * passwords and groups, and the guards that stand before its commands. Knows no process
 * but by name.
 */
@NullMarked
package io.orderflow.platform.engine;

import org.jspecify.annotations.NullMarked;
