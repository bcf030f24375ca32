/**
 * What the freelancer asks between planning and delivery, and only the client can answer
 * (B1): asked, taken back, and told. The answer is a step; the rules are
 * {@link io.orderflow.order.Questions}.
 */
@NamedInterface("question")
@NullMarked
package io.orderflow.order.question;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
