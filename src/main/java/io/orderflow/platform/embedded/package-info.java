/**
 * Everything on one machine with nothing installed: a real PostgreSQL started by the
 * application, and a mail server whose mails are read on a page. Only in the profile
 * {@code embedded}; the packaged jar holds neither.
 */
@NullMarked
package io.orderflow.platform.embedded;

import org.jspecify.annotations.NullMarked;
