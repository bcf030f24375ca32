package io.orderflow.platform.web;

import java.util.Collections;

import jakarta.servlet.ServletRequest;
import org.junit.jupiter.api.Test;

import org.springframework.http.MediaType;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class SubmittedFormFilterTest {

	@Test
	void a_line_break_is_one_character_and_the_token_is_gone() throws Exception {
		ServletRequest form = filtered(MediaType.APPLICATION_FORM_URLENCODED_VALUE + ";charset=UTF-8");
		assertThat(form.getParameter("text")).isEqualTo("one\ntwo");
		assertThat(form.getParameterValues("item")).containsExactly("a\nb", "c");
		assertThat(form.getParameterMap()).containsOnlyKeys("text", "item");
		assertThat(Collections.list(form.getParameterNames())).containsExactly("text", "item");
		assertThat(form.getParameter("_csrf")).isNull();
		assertThat(form.getParameterValues("missing")).isNull();
	}

	@Test
	void what_is_no_plain_form_is_left_as_it_is() throws Exception {
		for (String type : new String[] { "multipart/form-data; boundary=b", "application/json", null }) {
			assertThat(filtered(type).getParameter("text")).as(type).isEqualTo("one\r\ntwo");
		}
	}

	private static ServletRequest filtered(String contentType) throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/orders/OF-1/note");
		request.setContentType(contentType);
		request.addParameter("text", "one\r\ntwo");
		request.addParameter("item", "a\r\nb", "c");
		request.addParameter("_csrf", "token");
		MockFilterChain chain = new MockFilterChain();
		new SubmittedFormFilter().doFilter(request, new MockHttpServletResponse(), chain);
		return chain.getRequest();
	}

}
