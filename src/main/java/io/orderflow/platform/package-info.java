/**
 * What every feature stands on: how a refusal is said, how a form is read, who is
 * reading, paging by key, the clock, security and the engine's set-up. Knows no feature.
 */
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package io.orderflow.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
