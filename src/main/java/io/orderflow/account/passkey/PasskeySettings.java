package io.orderflow.account.passkey;

import java.util.Set;

import io.orderflow.platform.UserStore;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who signs in with passkeys.
 *
 * @param requiredFor the groups whose members must: {@link UserStore#MODERATORS},
 * {@link UserStore#PROCESS_ADMINS}, both or none
 * @param most the most passkeys of an account
 */
@Validated
@ConfigurationProperties("orderflow.passkeys")
public record PasskeySettings(@DefaultValue @NotNull Set<String> requiredFor,
		@DefaultValue("20") @Min(1) @Max(100) int most) {

	@AssertTrue(message = "names a group other than those of moderators and of process admins")
	boolean isOfKnownGroups() {
		return Set.of(UserStore.MODERATORS, UserStore.PROCESS_ADMINS).containsAll(this.requiredFor);
	}

}
