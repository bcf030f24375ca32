package io.orderflow.platform.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The streams that are open, by account. Each list is replaced as a whole within the
 * map's own lock: a stream that begins while the last other one of its account ends is
 * not lost with it, and would then neither hear anything nor end with its owner's right
 * to.
 */
final class AccountStreams {

	private final Map<String, List<LiveStream>> streams = new ConcurrentHashMap<>();

	private final int most;

	/**
	 * @param most of one account
	 */
	AccountStreams(int most) {
		this.most = most;
	}

	/**
	 * Takes one more in.
	 * @return the oldest of its account, which are in no list any more and to be ended
	 */
	List<LiveStream> add(LiveStream stream) {
		List<LiveStream> over = new ArrayList<>();
		this.streams.compute(stream.account(), (account, before) -> {
			List<LiveStream> all = new ArrayList<>((before != null) ? before : List.of());
			all.add(stream);
			List<LiveStream> oldest = all.subList(0, Math.max(0, all.size() - this.most));
			over.addAll(oldest);
			oldest.clear();
			return List.copyOf(all);
		});
		return over;
	}

	void remove(LiveStream stream) {
		this.streams.computeIfPresent(stream.account(), (account, before) -> {
			List<LiveStream> all = before.stream().filter((one) -> one != stream).toList();
			return all.isEmpty() ? null : all;
		});
	}

	List<LiveStream> of(String account) {
		return this.streams.getOrDefault(account, List.of());
	}

	Stream<LiveStream> all() {
		return this.streams.values().stream().flatMap(List::stream);
	}

}
