package io.orderflow.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** What the rounds came to, as a table to read and as JSON to compare runs by. */
final class Measures {

	private final List<Round> rounds = new ArrayList<>();

	private final Map<String, Object> others = new LinkedHashMap<>();

	/**
	 * What one round of a side came to.
	 *
	 * @param clients how many worked at the same time
	 * @param rate orders per second
	 * @param java milliseconds of this process's processor time per order
	 * @param database the same of all of the database's processes
	 * @param wal bytes that the database wrote to its log per order
	 * @param heap megabytes in use when it was over, before anything was collected
	 */
	record Round(String side, int clients, double rate, double java, double database, double wal, double heap) {

	}

	void add(Round round) {
		this.rounds.add(round);
	}

	/** Something that is no round: for the JSON only. */
	void add(String name, Object value) {
		this.others.put(name, value);
	}

	List<Round> of(String side, int clients) {
		return this.rounds.stream().filter((round) -> round.side().equals(side) && round.clients() == clients).toList();
	}

	static void head() {
		Measures.print("%-8s %-18s %8s %8s %8s %10s %8s %8s", "round", "", "orders/s", "Java ms", "SQL ms", "WAL kB",
				"heap MB", "ratio");
	}

	/** The last of some rounds of one side, and how much faster than another that is. */
	void print(String what, String side, List<Round> ours, List<Round> theirs) {
		double rate = median(ours, Round::rate);
		print("%-8s %-18s %8.1f %8.0f %8.0f %10.1f %8.0f %8.2f", what, side, rate, median(ours, Round::java),
				median(ours, Round::database), median(ours, Round::wal) / 1024, median(ours, Round::heap),
				median(theirs, Round::rate) / rate);
	}

	static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
		double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

	void write(Path file) throws IOException {
		Map<String, Object> all = new LinkedHashMap<>(this.others);
		all.put("rounds", this.rounds);
		Files.createDirectories(file.toAbsolutePath().getParent());
		JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValue(file.toFile(), all);
	}

	static void print(String format, Object... values) {
		System.out.println(String.format(Locale.ROOT, format, values));
	}

}
