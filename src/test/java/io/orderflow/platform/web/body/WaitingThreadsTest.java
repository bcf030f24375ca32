package io.orderflow.platform.web.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.orderflow.OrderflowTest;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.quota.ChangeTurns;
import io.orderflow.platform.quota.SharedPlaces;
import io.orderflow.platform.signin.SignInSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.FileSystemResource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What few senders can hold of a node, whatever they do at the same time. */
@OrderflowTest
class WaitingThreadsTest {

	/** What one takes of the heap while its head comes slowly, as was measured. */
	private static final long CONNECTION = DataSize.ofKilobytes(100).toBytes();

	/** Which do not read what is short, of which nobody bounds how many there are. */
	private static final int ADDRESSES = 7;

	@Autowired
	private BodySettings bodies;

	@Autowired
	private RequestSettings requests;

	@Autowired
	private SignInSettings signIn;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	@AfterEach
	void end() {
		this.threads.shutdown();
	}

	/**
	 * Those who are waited for, and those who wait for a turn; tests have fewer threads.
	 */
	@Test
	void all_that_wait_leave_threads_for_what_is_answered_at_once_and_connections_fit_into_the_heap() {
		int waiting = this.bodies.waitingInAll() + this.bodies.readersInAll() + this.bodies.arrivingInAll()
				+ 2 * SlowSenders.MOST_LATE + ADDRESSES * BoundedAnswerValve.SHORT_PER_ADDRESS
				+ 2 * BoundedAnswerValve.SHORT_WAITING + RequestLimits.WAITING_IN_ALL + ChangeTurns.WAITING_IN_ALL
				+ this.signIn.hashesAtOnce() + this.signIn.hashesWaiting();
		YamlPropertiesFactoryBean settings = new YamlPropertiesFactoryBean();
		settings.setResources(new FileSystemResource("src/main/resources/application.yml"));
		Properties served = Objects.requireNonNull(settings.getObject());
		assertThat(waiting).isLessThan((Integer) served.get("server.tomcat.threads.max") - 100);
		assertThat((Integer) served.get("server.tomcat.max-connections") * CONNECTION)
			.isLessThan(DataSize.ofMegabytes(256).toBytes());
	}

	/** Each holds a connection while it waits for the database. */
	@Test
	void queries_of_the_engine_from_several_addresses_leave_connections_for_others() {
		assertShared(new RequestLimits(this.requests).engine(), this.requests.engineInAll());
	}

	/** Each is in memory as a whole. */
	@Test
	void pages_and_lists_that_are_read_from_several_addresses_leave_room_for_others() {
		assertShared(new RequestLimits(this.requests).readings(), this.requests.readingsInAll());
	}

	/** Not once they are there, when it is too late. */
	@Test
	void bodies_of_a_megabyte_are_not_kept_by_the_dozen() {
		SharedPlaces pieces = LargeBody.pieces();
		List<LargeBody> kept = new ArrayList<>();
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> {
			for (int body = 0; body < 100; body++) {
				kept.add(largest(pieces, "192.0.2.1"));
			}
		}).satisfies((refusal) -> assertThat(refusal.code()).isEqualTo("busy"));
		assertThat(kept).hasSizeBetween(1, 8);
		kept.add(largest(pieces, "192.0.2.2"));
		kept.forEach(LargeBody::close);
		largest(pieces, "192.0.2.1").close();
	}

	private LargeBody largest(SharedPlaces pieces, String address) {
		LargeBody body = new LargeBody(new SlowSenders(8, 16), pieces, new SlowSenders.Sender(address, null),
				new MockHttpServletRequest());
		try {
			body.grows(this.bodies.largest().toBytes());
		}
		catch (Refusal refusal) {
			body.close();
			throw refusal;
		}
		return body;
	}

	private void assertShared(RequestLimits.Limit limit, int most) {
		List<Integer> entered = IntStream.range(0, 4)
			.mapToObj((i) -> CompletableFuture.supplyAsync(() -> entered(limit, "192.0.2." + i), this.threads))
			.toList()
			.stream()
			.map(CompletableFuture::join)
			.toList();
		assertThat(entered).as("each has some").allMatch((some) -> some > 0);
		assertThat(entered.stream().mapToInt(Integer::intValue).sum()).isLessThanOrEqualTo(most);
	}

	/** How many requests are let in before one is refused; none ends meanwhile. */
	private static int entered(RequestLimits.Limit limit, String address) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setRemoteAddr(address);
		for (int entered = 0;; entered++) {
			try {
				limit.enter(request);
			}
			catch (Refusal refusal) {
				assertThat(refusal.code()).isEqualTo("too-many-at-once");
				return entered;
			}
		}
	}

}
