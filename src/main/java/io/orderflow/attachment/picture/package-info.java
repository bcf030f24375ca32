/**
 * What is seen of files without downloading them: pictures of their first pages, drawn
 * when somebody first looks ({@link io.orderflow.attachment.picture.FilePages}). A
 * browser never gets an original to show: it could be a program.
 */
@NamedInterface("picture")
@NullMarked
package io.orderflow.attachment.picture;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
