/**
 * Who may come in and how answers look: the security chains, signing in, problem details,
 * and the few pages that belong to no feature.
 */
@NullMarked
package io.orderflow.platform.web;

import org.jspecify.annotations.NullMarked;
