/**
 * Previews of drafts (B8): what a worker reads and hands in while it holds the external
 * task of a draft, and what both sides then see. The original is the client's once the
 * order is accepted ({@link io.orderflow.order.Draft}).
 */
@NamedInterface("preview")
@NullMarked
package io.orderflow.order.preview;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
