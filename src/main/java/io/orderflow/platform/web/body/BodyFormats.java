package io.orderflow.platform.web.body;

import java.util.List;
import java.util.Set;

import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.ResourceHttpMessageConverter;
import org.springframework.http.converter.ResourceRegionHttpMessageConverter;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * What programs send and get is JSON, or bytes as they are. Spring MVC would take every
 * other format for which some library has brought a reader, as CBOR and YAML: none of the
 * bounds of JSON would hold for it, as how many values there are and that no name comes
 * twice.
 */
@Component
class BodyFormats implements WebMvcConfigurer {

	private static final Set<Class<?>> TAKEN = Set.of(MappingJackson2HttpMessageConverter.class,
			ByteArrayHttpMessageConverter.class, StringHttpMessageConverter.class, FormHttpMessageConverter.class,
			ResourceHttpMessageConverter.class, ResourceRegionHttpMessageConverter.class);

	@Override
	public void extendMessageConverters(List<HttpMessageConverter<?>> converters) {
		converters.removeIf((converter) -> TAKEN.stream().noneMatch((type) -> type.isInstance(converter)));
	}

}
