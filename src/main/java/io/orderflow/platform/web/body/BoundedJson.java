package io.orderflow.platform.web.body;

import java.util.List;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * How many names and values the JSON of a call may hold: a megabyte is room for half a
 * million, of each of which somebody would look whether it is wrong.
 */
@Component
class BoundedJson implements WebMvcConfigurer {

	/** Twenty times what the largest service has. */
	private static final long MOST_TOKENS = 20_000;

	@Override
	public void extendMessageConverters(List<HttpMessageConverter<?>> converters) {
		for (HttpMessageConverter<?> converter : converters) {
			if (converter instanceof MappingJackson2HttpMessageConverter json) {
				ObjectMapper bounded = json.getObjectMapper().copy();
				bounded.getFactory()
					.setStreamReadConstraints(StreamReadConstraints.builder().maxTokenCount(MOST_TOKENS).build());
				json.setObjectMapper(bounded);
			}
		}
	}

}
