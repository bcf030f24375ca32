package io.orderflow.bench;

/**
 * How long to measure; each is a system property of the same name after {@code bench.}
 *
 * @param rounds timed rounds of each side, in turns
 * @param orders in a round
 * @param warmUp orders of each side before anything is timed
 * @param counted orders of each side in the round that counts statements
 * @param threads clients that work at the same time
 * @param top how many of the most frequent statements are printed
 * @param queued notifications that wait while orders are placed
 * @param stored orders in the database that pages are read from, or that are under way
 * @param late how many of those under way have fallen late
 * @param reads of each page that are timed, after half as many that are not
 */
record BenchSettings(int rounds, int orders, int warmUp, int counted, int threads, int top, int queued, int stored,
		int late, int reads) {

	static BenchSettings ofSystemProperties() {
		return new BenchSettings(read("rounds", 5), read("orders", 200), read("warmUp", 1000), read("counted", 20),
				read("threads", 2), read("top", 12), read("queued", 10_000), read("stored", 1_000_000),
				read("late", 10_000), read("reads", 400));
	}

	private static int read(String name, int usual) {
		int value = Integer.getInteger("bench." + name, usual);
		if (value < 1) {
			throw new IllegalArgumentException("bench." + name + " must be 1 or more, not " + value);
		}
		return value;
	}

}
