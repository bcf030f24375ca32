package io.orderflow.platform.web.body;

import java.util.List;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.platform.web.JsonBound;

import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Reads no JSON of a call beyond {@link JsonBound}. */
@Component
class BoundedJson implements WebMvcConfigurer {

	@Override
	public void extendMessageConverters(List<HttpMessageConverter<?>> converters) {
		for (HttpMessageConverter<?> converter : converters) {
			if (converter instanceof MappingJackson2HttpMessageConverter json) {
				ObjectMapper bounded = json.getObjectMapper().copy();
				bounded.getFactory()
					.setStreamReadConstraints(
							StreamReadConstraints.builder().maxTokenCount(JsonBound.MOST_TOKENS).build());
				json.setObjectMapper(bounded);
			}
		}
	}

}
