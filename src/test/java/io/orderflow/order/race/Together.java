package io.orderflow.order.race;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import static io.orderflow.order.web.Market.read;
import static org.assertj.core.api.Assertions.assertThat;

/** Requests that set out at the same moment, and what may be answered to them. */
final class Together {

	/** Orders of each kind; a search for rare failures wants more. */
	static final int ORDERS = Integer.getInteger("orderflow.races", 1);

	private Together() {
	}

	/** One is carried out; the others are told how the order then stands. */
	static void oneCounts(List<Supplier<HttpResponse<String>>> requests) throws Exception {
		assertThat(statuses(requests)).containsOnlyOnce(200).isSubsetOf(200, 409);
	}

	/** What was answered: done, or a conflict that says how the order stands. */
	static List<Integer> statuses(List<Supplier<HttpResponse<String>>> requests) throws Exception {
		List<Integer> statuses = new ArrayList<>();
		for (HttpResponse<String> answer : answers(requests)) {
			assertThat(answer.statusCode()).as(answer.body()).isIn(200, 204, 409);
			if (answer.statusCode() == 409) {
				assertThat(read(answer).at("/order/status").asText()).as(answer.body()).isNotEmpty();
			}
			statuses.add(answer.statusCode());
		}
		return statuses;
	}

	static List<HttpResponse<String>> answers(List<Supplier<HttpResponse<String>>> requests) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(requests.size());
		CyclicBarrier start = new CyclicBarrier(requests.size());
		try {
			List<Callable<HttpResponse<String>>> together = requests.stream()
				.<Callable<HttpResponse<String>>>map((request) -> () -> {
					start.await();
					return request.get();
				})
				.toList();
			List<HttpResponse<String>> answers = new ArrayList<>();
			for (Future<HttpResponse<String>> answer : threads.invokeAll(together)) {
				answers.add(answer.get());
			}
			return answers;
		}
		finally {
			threads.shutdownNow();
		}
	}

	static List<Supplier<HttpResponse<String>>> times(int count, Supplier<HttpResponse<String>> request) {
		return mixed(count, List.of(request));
	}

	@SafeVarargs
	static List<Supplier<HttpResponse<String>>> mixed(int each, Supplier<HttpResponse<String>>... requests) {
		return mixed(each, List.of(requests));
	}

	private static List<Supplier<HttpResponse<String>>> mixed(int each, List<Supplier<HttpResponse<String>>> requests) {
		return IntStream.range(0, each).boxed().flatMap((round) -> requests.stream()).toList();
	}

}
