/**
 * Files: streamed in, kept behind {@link io.orderflow.attachment.FileStore}, streamed
 * out. An upload belongs to nothing at first; the step it was meant for attaches it in
 * its own transaction, and what no step attached goes after a day. What a file may be
 * read by is said by whoever attached it ({@link io.orderflow.attachment.AccessRule}).
 */
@NullMarked
package io.orderflow.attachment;

import org.jspecify.annotations.NullMarked;
