package io.orderflow.catalog;

import java.time.Duration;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What a service says when its freelancer says nothing: within what any service may say.
 *
 * @param revisions how many revision rounds are included
 * @param approval what the client approves
 * @param updateAskedAfter silence after which a progress update is asked for
 * @param updateRemindedAfter silence after which it is asked for again
 * @param revisionRoundAtMost a revision round takes the delivery time, but no longer than
 * this
 */
@Validated
@ConfigurationProperties("orderflow.catalog")
public record CatalogSettings(@DefaultValue("1") @Min(0) @Max(20) int revisions,
		@DefaultValue("draft-and-plan") @NotNull ApprovalNeeded approval,
		@DefaultValue("2d") @NotNull @DurationMin(hours = 1) @DurationMax(days = 365) Duration updateAskedAfter,
		@DefaultValue("3d") @NotNull @DurationMin(hours = 1) @DurationMax(days = 365) Duration updateRemindedAfter,
		@DefaultValue("3d") @NotNull @DurationMin(hours = 1) @DurationMax(days = 365) Duration revisionRoundAtMost) {

	@AssertTrue(message = "update-reminded-after must be longer than update-asked-after: "
			+ "nobody is reminded of what was not asked for")
	boolean isRemindedAfterAsking() {
		return this.updateRemindedAfter.compareTo(this.updateAskedAfter) > 0;
	}

	/** How long a revision round takes for a service delivered in this time. */
	public Duration revisionRoundTime(Duration deliveryTime) {
		return (deliveryTime.compareTo(this.revisionRoundAtMost) < 0) ? deliveryTime : this.revisionRoundAtMost;
	}

}
