package io.orderflow.platform.web.body;

import org.apache.catalina.connector.Response;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BoundedAnswerValveTest {

	@Test
	void what_is_answered_instead_brings_the_new_session_and_what_browsers_were_told_of_https() {
		Response response = new Response();
		response.setCoyoteResponse(new org.apache.coyote.Response());
		response.addHeader("Set-Cookie", "SESSION=1");
		response.addHeader("Set-Cookie", "theme=dark");
		response.setHeader("Strict-Transport-Security", "max-age=1");
		response.setHeader("ETag", "\"of the file\"");
		new BoundedAnswerValve.Whole(response).drop();
		assertThat(response.getHeaders("Set-Cookie")).containsExactly("SESSION=1", "theme=dark");
		assertThat(response.getHeader("Strict-Transport-Security")).isEqualTo("max-age=1");
		assertThat(response.getHeader("ETag")).isNull();
	}

}
