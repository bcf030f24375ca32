package io.orderflow.platform.web.body;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;

import org.springframework.stereotype.Component;

/**
 * A line end that programs send as two characters is one, as that of forms is
 * ({@code SubmittedFormFilter}): it counts once and is kept as one.
 */
@Component
class LineEnds extends SimpleModule {

	LineEnds() {
		super(LineEnds.class.getName());
		addDeserializer(String.class, new Text());
	}

	private static final class Text extends StdScalarDeserializer<String> {

		private Text() {
			super(String.class);
		}

		@Override
		public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
			String text = StringDeserializer.instance.deserialize(parser, context);
			return (text != null) ? text.replace("\r\n", "\n") : text;
		}

	}

}
