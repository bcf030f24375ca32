package io.orderflow.platform.web.body;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many requests are answered at the same moment; beyond that some wait for five
 * seconds, and the rest is refused with 429.
 *
 * @param perAccount of one account; what is sent to us and by us in pieces is none of
 * them
 * @param perAddress of one address with all its accounts
 * @param enginePerAccount of one account in the engine's REST and Camunda's applications,
 * each of which may hold a connection to the database for as long as a query takes
 * @param enginePerAddress of one address there
 * @param engineInAll of all there, which is as many connections; one address has at most
 * half of those that the others leave it
 * @param readingsPerAccount pages and lists that are made for one account, each of which
 * is in memory as a whole
 * @param readingsPerAddress of one address
 * @param readingsInAll of all; one address has at most half of those that the others
 * leave it
 * @param downloadsPerAccount files and pictures that one account reads, slowly or not: a
 * page may show dozens
 * @param downloadsPerAddress of one address
 */
@Validated
@ConfigurationProperties("orderflow.requests")
record RequestSettings(@DefaultValue("20") @Min(1) @Max(10_000) int perAccount,
		@DefaultValue("60") @Min(1) @Max(10_000) int perAddress,
		@DefaultValue("8") @Min(1) @Max(10_000) int enginePerAccount,
		@DefaultValue("12") @Min(1) @Max(10_000) int enginePerAddress,
		@DefaultValue("16") @Min(1) @Max(10_000) int engineInAll,
		@DefaultValue("8") @Min(1) @Max(10_000) int readingsPerAccount,
		@DefaultValue("24") @Min(1) @Max(10_000) int readingsPerAddress,
		@DefaultValue("32") @Min(1) @Max(10_000) int readingsInAll,
		@DefaultValue("40") @Min(1) @Max(10_000) int downloadsPerAccount,
		@DefaultValue("80") @Min(1) @Max(10_000) int downloadsPerAddress) {

}
