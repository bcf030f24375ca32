package io.orderflow.platform.web.openapi;

import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import javax.money.MonetaryAmount;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springframework.boot.jackson.JsonMixinModule;
import org.springframework.stereotype.Component;

/**
 * Describes the application's own types as Jackson writes them: what is not
 * {@code @Nullable} is always there, a type of one value is that value, and money is an
 * amount with its currency. Types of others are left to the converters behind it.
 */
@Component
class RecordSchemas extends ModelResolver {

	private static final String OURS = "io.orderflow.";

	private static final String MONEY = "Money";

	RecordSchemas(ObjectMapperProvider mappers, JsonMixinModule mixins) {
		super(mappers.jsonMapper().registerModule(mixins), new UniqueTypeNames());
		openapi31(true);
	}

	@Override
	public @Nullable Schema<?> resolve(AnnotatedType annotated, ModelConverterContext context,
			Iterator<ModelConverter> next) {
		JavaType type = this._mapper.constructType(annotated.getType());
		Class<?> raw = type.getRawClass();
		if (MonetaryAmount.class.isAssignableFrom(raw)) {
			context.defineModel(MONEY, money());
			return reference(MONEY);
		}
		if (!raw.getName().startsWith(OURS)) {
			return next.hasNext() ? next.next().resolve(annotated, context, next) : null;
		}
		if (!raw.isRecord()) {
			return super.resolve(annotated, context, next);
		}
		io.swagger.v3.oas.annotations.media.Schema said = raw
			.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
		if (said != null && said.oneOf().length > 0) {
			return oneOf(said, context);
		}
		RecordComponent value = value(raw);
		if (value != null) {
			return context.resolve(new AnnotatedType(value.getGenericType()).resolveAsRef(true));
		}
		Schema<?> schema = super.resolve(annotated, context, next);
		Schema<?> model = context.getDefinedModels().get(_typeName(type));
		if (model != null && model.getProperties() != null) {
			model.setRequired(always(raw, model.getProperties()).stream().toList());
		}
		return schema;
	}

	/**
	 * A value of several types, as its record says. Where a list is one of them it is
	 * only said what is in that: generators of clients have no name for such a type, and
	 * write what does not compile.
	 */
	private static Schema<?> oneOf(io.swagger.v3.oas.annotations.media.Schema said, ModelConverterContext context) {
		Schema<?> schema = new Schema<>().description(said.description());
		for (Class<?> type : said.oneOf()) {
			if (type.isArray()) {
				return new Schema<>().description(said.description())
					.items(context.resolve(new AnnotatedType(type.getComponentType())));
			}
			schema.addOneOfItem(context.resolve(new AnnotatedType(type).resolveAsRef(true)));
		}
		return schema;
	}

	private static @Nullable RecordComponent value(Class<?> type) {
		for (RecordComponent component : type.getRecordComponents()) {
			if (component.getAccessor().isAnnotationPresent(JsonValue.class)) {
				return component;
			}
		}
		return null;
	}

	/** The properties that are there whatever the values are. */
	private static TreeSet<String> always(Class<?> type, Map<String, ?> properties) {
		TreeSet<String> always = new TreeSet<>();
		for (RecordComponent component : type.getRecordComponents()) {
			if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
				always.addAll(always(component.getType(), properties));
			}
			else if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)
					&& properties.containsKey(component.getName())) {
				always.add(component.getName());
			}
		}
		return always;
	}

	/** As {@link io.orderflow.platform.MoneyJson} writes and reads it. */
	private static Schema<?> money() {
		return new ObjectSchema().description("An amount, exact, with the code of its currency (ISO 4217)")
			.addProperty("amount", new StringSchema().example("120.00"))
			.addProperty("currency", new StringSchema().example("EUR"))
			.required(List.of("amount", "currency"));
	}

	private static Schema<?> reference(String name) {
		return new Schema<>().$ref("#/components/schemas/" + name);
	}

}
