package io.orderflow.bench;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

import io.orderflow.Visitor;

import org.springframework.util.FileSystemUtils;

/**
 * How long the pages take with a great many orders in the database: asked for over HTTP
 * one after the other, by people with thousands of orders of their own. Fails where a
 * page is not there, never for being slow.
 */
final class Pages {

	/** Pages of a person, by name: each read takes another of its addresses. */
	private record PageOf(Visitor reader, List<String> paths) {

	}

	private final BenchSettings settings;

	private final OrderflowSide orderflow;

	private final Random random = new Random(7);

	private Pages(BenchSettings settings, OrderflowSide orderflow) {
		this.settings = settings;
		this.orderflow = orderflow;
	}

	/** The directory of the data is given, and removed before and after. */
	public static void main(String[] args) throws Exception {
		Path data = Path.of(args[0]);
		FileSystemUtils.deleteRecursively(data);
		try (OrderflowSide orderflow = new OrderflowSide(data)) {
			new Pages(BenchSettings.ofSystemProperties(), orderflow).run();
		}
		finally {
			FileSystemUtils.deleteRecursively(data);
		}
	}

	private void run() throws Exception {
		String completed = talkedAbout(Move.BUILD_DOSSIER);
		List<String> open = List.of(talkedAbout(Move.PLACE), talkedAbout(Move.PLAN_WORK),
				talkedAbout(Move.PREPARE_PREVIEW), talkedAbout(Move.DELIVER_WORK));
		long start = System.nanoTime();
		try (Watcher database = this.orderflow.watcher()) {
			new StoredOrders(database).fill(this.settings.stored(), completed, open);
			print("");
			print("Pages with %d orders, %d messages and %d notifications stored (in %d s); %d reads of each",
					database.number("select count(*) from orders"), database.number("select count(*) from message"),
					database.number("select count(*) from notification"), (System.nanoTime() - start) / 1_000_000_000,
					this.settings.reads());
			print("%-32s %10s %10s %10s %12s", "ms", "median", "p95", "slowest", "statements");
			for (Map.Entry<String, PageOf> page : pages(database).entrySet()) {
				measure(page.getKey(), page.getValue());
			}
		}
	}

	private String talkedAbout(Move last) {
		String number = Move.until(last, this.orderflow, (move) -> {
		});
		this.orderflow.talk(number, 6);
		return number;
	}

	private Map<String, PageOf> pages(Watcher database) throws Exception {
		Visitor lea = Visitor.signedIn(this.orderflow.port(), "lea");
		Visitor camille = Visitor.signedIn(this.orderflow.port(), "camille");
		String some = " order by md5(id::text) limit 200";
		List<String> orders = database
			.texts("select '/orders/' || number from orders where client = 'camille' and freelancer = 'lea'" + some);
		Map<String, PageOf> pages = new LinkedHashMap<>();
		pages.put("dashboard, selling", new PageOf(lea, List.of("/sell")));
		pages.put("dashboard, selling, filtered", new PageOf(lea, List.of("/sell?show=late", "/sell?show=delivered")));
		pages.put("dashboard, buying", new PageOf(camille, List.of("/buy")));
		pages.put("order, as the freelancer", new PageOf(lea, orders));
		pages.put("order, as the client", new PageOf(camille, orders));
		pages.put("timeline", new PageOf(lea, orders.stream().map((order) -> order + "/timeline").toList()));
		pages.put("search in the head", new PageOf(lea, List.of("/find?q=storyboard", "/find?q=camille")));
		pages.put("conversations", new PageOf(lea, List.of("/conversations")));
		pages.put("conversations, searched",
				new PageOf(lea, List.of("/conversations?q=storyboard", "/conversations?q=camille")));
		pages.put("conversation", new PageOf(lea,
				database.texts("select '/conversations/' || id from conversation where freelancer = 'lea'" + some)));
		pages.put("contacts", new PageOf(lea, List.of("/contacts", "/contacts?sort=completed", "/contacts?sort=name")));
		pages.put("contacts, searched", new PageOf(lea, List.of("/contacts?q=camille", "/contacts?q=a")));
		pages.put("notifications", new PageOf(lea, List.of("/notifications")));
		pages.put("services", new PageOf(camille, List.of("/services")));
		pages.put("services, sorted", new PageOf(camille, List.of("/services?sort=PRICE", "/services?sort=TIME")));
		pages.put("services, searched", new PageOf(camille, List.of("/services?q=storyboard", "/services?q=logo")));
		pages.put("service", new PageOf(camille,
				database.texts("select '/services/' || id from listing where approved_version is not null" + some)));
		pages.put("my services", new PageOf(lea, List.of("/sell/listings")));
		pages.put("account", new PageOf(lea, List.of("/account")));
		return pages;
	}

	private void measure(String name, PageOf page) throws Exception {
		for (int i = 0; i < this.settings.reads() / 2; i++) {
			read(page);
		}
		double[] millis = new double[this.settings.reads()];
		for (int i = 0; i < millis.length; i++) {
			long start = System.nanoTime();
			read(page);
			millis[i] = (System.nanoTime() - start) / 1e6;
		}
		Arrays.sort(millis);
		// the least of a few: what runs by itself meanwhile is counted too
		long statements = LongStream.generate(() -> statements(page)).limit(5).min().orElseThrow();
		print("%-32s %10.1f %10.1f %10.1f %12d", name, millis[millis.length / 2],
				millis[(int) Math.ceil(millis.length * 0.95) - 1], millis[millis.length - 1], statements);
	}

	private long statements(PageOf page) {
		this.orderflow.statements().startCounting();
		read(page);
		return this.orderflow.statements().stopCounting().stream().mapToLong(CountedDataSource.Count::executions).sum();
	}

	private void read(PageOf page) {
		String path = page.paths().get(this.random.nextInt(page.paths().size()));
		HttpResponse<String> answer = page.reader().get(path);
		if (answer.statusCode() != 200) {
			throw new IllegalStateException(path + ": " + answer.statusCode());
		}
	}

	private static void print(String format, Object... values) {
		System.out.println(String.format(Locale.ROOT, format, values));
	}

}
