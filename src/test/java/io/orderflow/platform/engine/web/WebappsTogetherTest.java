package io.orderflow.platform.engine.web;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;

import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import org.junit.jupiter.api.RepeatedTest;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Tasklist and Cockpit, opened in two tabs at once right after signing in. */
@OrderflowTest
class WebappsTogetherTest {

	@LocalServerPort
	private int port;

	@RepeatedTest(5)
	void both_open_and_nobody_is_signed_out_by_the_first_change() throws Exception {
		Visitor ada = Visitor.stranger(this.port);
		ada.signIn("ada", "orderflow");
		CyclicBarrier together = new CyclicBarrier(2);
		List<CompletableFuture<HttpResponse<String>>> tabs = List.of(
				CompletableFuture.supplyAsync(() -> opened(ada, "/camunda/app/tasklist/default/", together)),
				CompletableFuture.supplyAsync(() -> opened(ada, "/camunda/app/cockpit/default/", together)));
		Set<String> tokens = new TreeSet<>();
		for (CompletableFuture<HttpResponse<String>> tab : tabs) {
			assertThat(tab.get().statusCode()).isEqualTo(200);
			// who comes after the other has been answered is given none
			tab.get().headers().firstValue("X-XSRF-TOKEN").ifPresent(tokens::add);
		}
		assertThat(tokens).as("given to both").hasSize(1);

		assertThat(ada.post("/camunda/api/engine/engine/default/task/count", "{}").statusCode()).isEqualTo(200);
		assertThat(ada.get("/api/me").statusCode()).isEqualTo(200);
	}

	private static HttpResponse<String> opened(Visitor visitor, String path, CyclicBarrier together) {
		try {
			together.await();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		return visitor.get(path);
	}

}
