package io.orderflow.order.step;

import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderflow.order.step.PostProgressUpdate.Decision;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** An update is named by whoever passes it on, never by its own JSON. */
class PostProgressUpdateTest {

	@Test
	void its_name_is_not_read_from_json() throws JsonProcessingException {
		Decision update = new JsonMapper().readValue("{\"message\":\"Halfway\",\"files\":[],\"key\":\"page/1\"}",
				Decision.class);
		assertThat(update).isEqualTo(new Decision("Halfway", List.of(), null));
		assertThat(update.under("api/1")).isEqualTo(new Decision("Halfway", List.of(), "api/1"));
	}

}
