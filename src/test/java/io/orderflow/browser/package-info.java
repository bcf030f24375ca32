/**
 * The application by hand: Tasklist, Cockpit and the order page in a real browser, beside
 * an application that runs as a newcomer starts it. Skipped where there is no Chromium.
 */
@NullMarked
package io.orderflow.browser;

import org.jspecify.annotations.NullMarked;
