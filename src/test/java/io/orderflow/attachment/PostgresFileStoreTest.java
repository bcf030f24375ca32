package io.orderflow.attachment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import com.jayway.jsonpath.JsonPath;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever asks for a byte of a file costs no more than that, in the node and in the
 * database.
 */
@OrderflowTest
class PostgresFileStoreTest {

	private static final int CHUNK = PostgresFileStore.CHUNK;

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private PostgresFileStore store;

	@Autowired
	private JdbcClient jdbc;

	private final byte[] content = new byte[2 * CHUNK + 10];

	private Visitor owner;

	private UUID file;

	@BeforeEach
	void upload() {
		new Random(1).nextBytes(this.content);
		this.owner = Visitor.withPassword(this.port, this.newcomers.client(), Newcomers.PASSWORD);
		HttpResponse<String> answer = this.owner.send(this.owner.request("/api/files?name=fox.bin")
			.header("Content-Type", "application/octet-stream")
			.POST(BodyPublishers.ofByteArray(this.content)));
		this.file = UUID.fromString(JsonPath.read(answer.body(), "$.files[0].id"));
	}

	@Test
	void no_more_of_a_file_is_taken_from_the_database_than_is_wanted() throws IOException {
		assertThat(taken(CHUNK / 2, 1)).containsExactly(1);
		assertThat(taken(CHUNK - 3, 8)).containsExactly(3, 5);
		assertThat(taken(CHUNK - 1, CHUNK + 2)).containsExactly(1, CHUNK, 1);
	}

	/** How large the pieces were that the database gave, from an offset on. */
	private List<Integer> taken(int offset, int length) throws IOException {
		List<Integer> pieces = new ArrayList<>();
		ByteArrayOutputStream all = new ByteArrayOutputStream() {

			@Override
			public synchronized void write(byte[] bytes, int from, int count) {
				pieces.add(bytes.length);
				super.write(bytes, from, count);
			}

		};
		this.store.read(this.file, offset, length, all);
		assertThat(all.toByteArray()).isEqualTo(Arrays.copyOfRange(this.content, offset, offset + length));
		return pieces;
	}

	/** Of what is compressed, or kept in the row, it has to read all. */
	@Test
	void nor_does_the_database_read_more() {
		assertThat(pages(this.content.length - 2 * CHUNK, 2)).as("of ten bytes").isLessThan(20);
		assertThat(pages(1, 0)).as("of one byte of a chunk").isLessThan(20);
		assertThat(pages(CHUNK, 0)).as("of a whole chunk").isGreaterThan(100);
	}

	private int pages(int count, int number) {
		String plan = this.jdbc.sql("""
				explain (analyze, buffers, format json)
				select octet_length(substring(bytes from 1 for %d)) from attachment_chunk
				where attachment_id = '%s' and number = %d""".formatted(count, this.file, number))
			.query(String.class)
			.single();
		int hit = JsonPath.read(plan, "$[0].Plan['Shared Hit Blocks']");
		int read = JsonPath.read(plan, "$[0].Plan['Shared Read Blocks']");
		return hit + read;
	}

	@Test
	void a_part_over_http_is_that_part() {
		HttpResponse<byte[]> part = this.owner
			.bytes(this.owner.request("/api/files/" + this.file).header("Range", "bytes=1048574-1048577").GET());
		assertThat(part.statusCode()).isEqualTo(206);
		assertThat(part.body()).isEqualTo(Arrays.copyOfRange(this.content, CHUNK - 2, CHUNK + 2));
	}

}
