package io.orderflow.platform;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.type.format.jackson.JacksonJsonFormatMapper;

import org.springframework.boot.autoconfigure.orm.jpa.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How records are kept in {@code jsonb} columns. A mapper of its own: what is stored must
 * not change its shape because the API's does. Times are ISO text, and a field that a
 * later version has dropped is ignored. The values are replaced, never changed in place:
 * an attribute that says so ({@code @Mutability}) spares Hibernate a copy through JSON to
 * compare with, at every load.
 */
@Configuration(proxyBeanMethods = false)
public class JsonbMapper {

	/** The mapper itself, for rows that are written without JPA. */
	public static JsonMapper mapper() {
		return JsonMapper.builder()
			.addModule(new JavaTimeModule())
			.addModule(new MoneyJson())
			.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
			.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
			.build();
	}

	@Bean
	HibernatePropertiesCustomizer jsonColumns() {
		return (properties) -> properties.put(MappingSettings.JSON_FORMAT_MAPPER,
				new JacksonJsonFormatMapper(mapper()));
	}

}
