package io.orderflow.platform.embedded;

import java.nio.file.Path;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the embedded default can be told.
 *
 * @param dataDirectory where the database keeps its files; kept between starts
 * @param databasePort the port of the database on the loopback address; 0 takes any free
 * one
 * @param mailPort the port of the mail server on the loopback address; 0 takes any free
 * one
 * @param throwaway for tests: nothing is kept, and no write waits for the disk
 */
@Validated
@ConfigurationProperties("orderflow.embedded")
record EmbeddedSettings(@NotNull @DefaultValue("./data") Path dataDirectory,
		@Min(0) @Max(65_535) @DefaultValue("0") int databasePort,
		@Min(0) @Max(65_535) @DefaultValue("3025") int mailPort, @DefaultValue("false") boolean throwaway) {

}
