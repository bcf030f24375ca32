package io.orderflow.platform.web.body;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.orderflow.OrderflowTest;
import io.orderflow.platform.web.RefusalResponder;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each file that is read is looked up in the database, and held until it has gone out.
 */
@OrderflowTest
class DownloadLimitTest {

	private static final RequestSettings ONE_DOWNLOAD = new RequestSettings(9, 9, 9, 9, 9, 9, 9, 9, 1, 9);

	private static final Executor THREADS = (task) -> new Thread(task).start();

	@Autowired
	private RefusalResponder responder;

	@Test
	void of_one_account_few_are_read_at_once() {
		RequestLimitFilter filter = new RequestLimitFilter(new RequestLimits(ONE_DOWNLOAD), () -> {
		}, this.responder);
		List<CompletableFuture<Integer>> statuses = List
			.of("GET /api/files/1", "HEAD /api/files/1", "GET /api/files/1/pages/2", "GET /api/pictures/1",
					"GET /api/orders/OF-1/dossier", "GET /api/external-tasks/1/files/2")
			.stream()
			.map((line) -> CompletableFuture.supplyAsync(() -> second(filter, line), THREADS))
			.toList();
		assertThat(statuses).extracting(CompletableFuture::join).containsOnly(429);
	}

	/** What becomes of a request that comes while one of the same account is answered. */
	private static int second(RequestLimitFilter filter, String line) {
		SecurityContextHolder.getContext()
			.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(line, "", List.of()));
		try {
			MockHttpServletResponse second = new MockHttpServletResponse();
			filter.doFilter(request(line), new MockHttpServletResponse(),
					(first, answer) -> filter.doFilter(request(line), second, (again, other) -> {
					}));
			return second.getStatus();
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
		finally {
			SecurityContextHolder.clearContext();
		}
	}

	private static MockHttpServletRequest request(String line) {
		String[] words = line.split(" ");
		MockHttpServletRequest request = new MockHttpServletRequest(words[0], words[1]);
		request.setServletPath(words[1]);
		return request;
	}

}
