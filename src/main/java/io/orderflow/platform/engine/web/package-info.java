/**
 * What stands before the engine's own addresses, its REST API and web applications: who
 * may call them, how a refusal is answered, what is kept of a process admin's acts.
 */
@NullMarked
package io.orderflow.platform.engine.web;

import org.jspecify.annotations.NullMarked;
