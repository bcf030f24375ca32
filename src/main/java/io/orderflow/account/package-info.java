/**
 * People: their name, language, time zone and how they want to be told things. The
 * password is the engine's, behind {@link io.orderflow.platform.UserStore}.
 */
@NullMarked
package io.orderflow.account;

import org.jspecify.annotations.NullMarked;
