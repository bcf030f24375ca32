package io.orderflow.platform.web.openapi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.Parameters;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

/**
 * On addresses that send a file, whole or a range of it: what the API's document says of
 * every download.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameters({
		@Parameter(in = ParameterIn.HEADER, name = "Range", description = "One range of bytes",
				schema = @Schema(type = "string"), example = "bytes=0-1023"),
		@Parameter(in = ParameterIn.HEADER, name = "If-Range", description = "The ETag of which it is to be a range",
				schema = @Schema(type = "string")),
		@Parameter(in = ParameterIn.HEADER, name = "If-None-Match", description = "The ETag that is known already",
				schema = @Schema(type = "string")) })
@ApiResponse(responseCode = "200", description = "The file, of its own type",
		headers = {
				@Header(name = "ETag", description = "Its SHA-256, in hexadecimal", schema = @Schema(type = "string")),
				@Header(name = "Repr-Digest", description = "The sha-256 of the whole file (RFC 9530)",
						schema = @Schema(type = "string")) },
		content = @Content(mediaType = "*/*", schema = @Schema(type = "string", format = "binary")))
@ApiResponse(responseCode = "206", description = "The range that was asked for",
		headers = { @Header(name = "Content-Range", schema = @Schema(type = "string")),
				@Header(name = "ETag", description = "Its SHA-256, in hexadecimal", schema = @Schema(type = "string")),
				@Header(name = "Repr-Digest", description = "The sha-256 of the whole file (RFC 9530)",
						schema = @Schema(type = "string")) },
		content = @Content(mediaType = "*/*", schema = @Schema(type = "string", format = "binary")))
@ApiResponse(responseCode = "304", description = "It is the file of If-None-Match", content = @Content)
@ApiResponse(responseCode = "416", description = "The range lies outside of the file",
		headers = @Header(name = "Content-Range", description = "How long the file is",
				schema = @Schema(type = "string")),
		content = @Content(mediaType = "application/problem+json",
				schema = @Schema(ref = "#/components/schemas/Problem")))
public @interface DescribedDownload {

}
