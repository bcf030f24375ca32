package io.orderflow.platform.web.openapi;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * What holds for every address of the API: who may call, and how it refuses. Comes last,
 * when all addresses are there.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class ApiDocument implements OpenApiCustomizer {

	private static final String PROBLEM = "Problem";

	private static final String PROBLEM_TYPE = "application/problem+json";

	private static final Map<Integer, String> REFUSALS = new TreeMap<>(Map.ofEntries(
			Map.entry(400, "Something that was sent is wrong: `errors` has a sentence for each field"),
			Map.entry(401, "Not signed in"), Map.entry(403, "Not the caller's to do"),
			Map.entry(404, "Not there, or not the caller's to know"),
			Map.entry(406, "No answer of the kind that is accepted"),
			Map.entry(409, "Not in the present state, or somebody else was faster; of an order, `order` has its state"),
			Map.entry(413, "More than is taken"), Map.entry(415, "A body of another kind than is taken"),
			Map.entry(422, "The same Idempotency-Key with other content"),
			Map.entry(429, "Too often: `Retry-After` says when to come again"),
			Map.entry(503, "At capacity, or the database is away: `Retry-After` says when to come again")));

	@Override
	public void customise(OpenAPI document) {
		document.info(new Info().title("Orderflow").version("1").description("""
				The order desk of a freelance marketplace. Times are UTC, durations ISO 8601; what is not there \
				is left out, and never null. Refusals are problem details (RFC 9457)."""));
		document.servers(List.of(new Server().url("/")));
		Components components = document.getComponents();
		components
			.addSecuritySchemes("token",
					new SecurityScheme().type(SecurityScheme.Type.HTTP)
						.scheme("bearer")
						.description("An API token, as the account page makes them"))
			.addSecuritySchemes("password",
					new SecurityScheme().type(SecurityScheme.Type.HTTP)
						.scheme("basic")
						.description("Name and password, for trying things out: slow, and limited"))
			.addSecuritySchemes("session", new SecurityScheme().type(SecurityScheme.Type.APIKEY)
				.in(SecurityScheme.In.COOKIE)
				.name("ORDERFLOW_SESSION")
				.description("A browser that is signed in; changes need its CSRF token in the header X-CSRF-TOKEN"));
		document.security(List.of(new SecurityRequirement().addList("token"),
				new SecurityRequirement().addList("password"), new SecurityRequirement().addList("session")));
		components.addSchemas(PROBLEM, problem()).addSchemas("FieldProblem", fieldProblem());
		REFUSALS.forEach((status, description) -> components.addResponses(name(status), refusal(status, description)));
		document.addExtension("x-refusals", RefusalSentences.byCode());
		document.getPaths().forEach(this::describe);
	}

	private void describe(String path, PathItem item) {
		item.readOperationsMap().forEach((method, operation) -> {
			refuse(operation, 400, 401, 403, 406, 429, 503);
			if (path.contains("{")) {
				refuse(operation, 404);
			}
			if (method != PathItem.HttpMethod.GET) {
				refuse(operation, 404, 409);
			}
			if (operation.getRequestBody() != null) {
				refuse(operation, 413, 415);
			}
			if (operation.getParameters() != null
					&& operation.getParameters().stream().anyMatch((one) -> "Idempotency-Key".equals(one.getName()))) {
				refuse(operation, 422);
			}
		});
	}

	private static void refuse(Operation operation, int... statuses) {
		for (int status : statuses) {
			operation.getResponses()
				.addApiResponse(Integer.toString(status),
						new ApiResponse().$ref("#/components/responses/" + name(status)));
		}
	}

	private static String name(int status) {
		return HttpStatus.valueOf(status).getReasonPhrase().replace(" ", "");
	}

	private static ApiResponse refusal(int status, String description) {
		ApiResponse response = new ApiResponse().description(description)
			.content(new Content().addMediaType(PROBLEM_TYPE,
					new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM))));
		if (status == 429 || status == 503) {
			response.addHeaderObject(HttpHeaders.RETRY_AFTER,
					new Header().description("In seconds").schema(new IntegerSchema().format("int32")));
		}
		return response;
	}

	/** What {@link io.orderflow.platform.web.ProblemDetailFactory} writes. */
	private static Schema<?> problem() {
		return new ObjectSchema().description("Why something was refused (RFC 9457), in the account's language")
			.addProperty("type",
					new StringSchema().format("uri")
						.description("Stable, for programs: `urn:orderflow:problem:` and one of the codes of "
								+ "`x-refusals`, to which new ones may be added")
						.example("urn:orderflow:problem:step-not-open"))
			.addProperty("title", new StringSchema())
			.addProperty("status", new IntegerSchema().format("int32"))
			.addProperty("detail", new StringSchema().description("One sentence for people"))
			.addProperty("instance", new StringSchema().format("uri"))
			.addProperty("errors",
					new ArraySchema().items(new Schema<>().$ref("#/components/schemas/FieldProblem"))
						.description("What is wrong, field by field"))
			.addProperty("order",
					new ObjectSchema().additionalProperties(true)
						.description("With 409 on an order: its present state and open steps"))
			.required(List.of("type", "title", "status", "detail"));
	}

	private static Schema<?> fieldProblem() {
		return new ObjectSchema().addProperty("field", new StringSchema())
			.addProperty("code", new StringSchema().description("Stable, for programs: one of `x-refusals`"))
			.addProperty("detail", new StringSchema().description("One sentence for people"))
			.required(List.of("field", "code", "detail"));
	}

}
