/** The guides' pages. */
@NullMarked
package io.orderflow.guide.web;

import org.jspecify.annotations.NullMarked;
