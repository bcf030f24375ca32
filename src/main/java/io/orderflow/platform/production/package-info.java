/** What an operator must have set before the application starts in production. */
@NullMarked
package io.orderflow.platform.production;

import org.jspecify.annotations.NullMarked;
