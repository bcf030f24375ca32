package io.orderflow.order.web.api;

import io.orderflow.order.step.ApiOperation;
import io.orderflow.order.step.Step;
import io.orderflow.order.step.StepRegistry;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.PathParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.tags.Tag;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Describes the address of each step in the API's document. */
@Component
class StepApiDescription implements OpenApiCustomizer {

	private static final String TAG = "Steps of an order";

	private static final String JSON = "application/json";

	private final StepRegistry steps;

	StepApiDescription(StepRegistry steps) {
		this.steps = steps;
	}

	@Override
	public void customise(OpenAPI document) {
		document.addTagsItem(new Tag().name(TAG)
			.description("409 step-not-open where nobody is asked for it; 403 where it is another's"));
		this.steps.all()
			.forEach((step) -> step.api()
				.ifPresent((operation) -> document.getPaths()
					.addPathItem("/api/orders/{number}/" + operation.path(),
							new PathItem().post(post(step, operation, document)))));
	}

	private static Operation post(Step<?> step, ApiOperation operation, OpenAPI document) {
		return new Operation().addTagsItem(TAG)
			.operationId(step.id().id())
			.summary(operation.summary())
			.description(operation.description())
			.addParametersItem(new PathParameter().name("number").schema(new StringSchema()))
			.requestBody(new RequestBody().required(true).content(content(schema(step.decisionType(), document))))
			.responses(new ApiResponses().addApiResponse("200", new ApiResponse().description("The order as it then is")
				.content(content(new Schema<>().$ref("#/components/schemas/OrderView")))));
	}

	private static Content content(Schema<?> schema) {
		return new Content().addMediaType(JSON, new MediaType().schema(schema));
	}

	private static Schema<?> schema(Class<?> type, OpenAPI document) {
		ResolvedSchema resolved = ModelConverters.getInstance(true)
			.resolveAsResolvedSchema(new AnnotatedType(type).resolveAsRef(true));
		resolved.referencedSchemas.forEach(document.getComponents()::addSchemas);
		return resolved.schema;
	}

}
