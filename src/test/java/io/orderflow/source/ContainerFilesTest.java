package io.orderflow.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.orderflow.OrderflowApplication;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.DurationStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.springframework.util.unit.DataSize;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import static org.assertj.core.api.Assertions.assertThat;

/** No container engine runs these tests, so they read the files for what they promise. */
class ContainerFilesTest {

	private static final Pattern SETTING = Pattern.compile("\\$\\{(ORDERFLOW_[A-Z_]+)");

	private static Map<String, Object> compose;

	private static Map<String, Map<String, Object>> services;

	@BeforeAll
	static void read() throws IOException {
		LoaderOptions strict = new LoaderOptions();
		strict.setAllowDuplicateKeys(false);
		compose = new Yaml(new SafeConstructor(strict)).load(Files.readString(Path.of("docker-compose.yml")));
		services = at(compose, "services");
	}

	@Test
	void compose_has_a_database_a_mail_catcher_two_nodes_behind_a_proxy_and_a_worker() {
		assertThat(services).containsOnlyKeys("database", "mail", "app1", "app2", "worker", "proxy");
		assertThat(services.get("app1")).isEqualTo(services.get("app2"));
		assertThat(this.<Map<String, Map<String, String>>>part("configs").get("caddyfile").get("content"))
			.contains("app1:8080 app2:8080", "proxy:8080");
		assertThat(environment("worker").get("ORDERFLOW_WORKER_ENGINE")).isEqualTo("http://proxy:8080/engine-rest");
	}

	/** What is not said to it, a proxy of that kind refuses, or believes from anybody. */
	@Test
	void the_example_of_a_proxy_lets_the_largest_file_through_and_says_itself_who_asks() throws IOException {
		String proxy = Files.readString(Path.of("docs/examples/nginx.conf"));
		Matcher largest = Pattern.compile("client_max_body_size (\\d+)m;").matcher(proxy);
		assertThat(largest.find()).isTrue();
		Map<String, Object> attachments = at(at(new Yaml(new SafeConstructor(new LoaderOptions()))
			.<Map<String, Object>>load(Files.readString(Path.of("src/main/resources/application.yml"))), "orderflow"),
				"attachments");
		assertThat(DataSize.ofMegabytes(Long.parseLong(largest.group(1))))
			.isGreaterThan(DataSize.parse(attachments.get("max-size").toString()));
		assertThat(proxy).contains("proxy_set_header X-Forwarded-For $remote_addr;",
				"proxy_set_header X-Forwarded-Host $http_host;", "proxy_set_header Forwarded \"\";",
				"ssl_reject_handshake on;", "return 444;");
		assertThat(proxy).as("a redirect to wherever the sender says").doesNotContain("$host$request_uri");
	}

	@Test
	void nothing_is_reachable_from_other_machines_unless_it_is_asked_for() {
		services.values()
			.forEach((service) -> assertThat((List<?>) service.getOrDefault("ports", List.of()))
				.allSatisfy((port) -> assertThat(port.toString()).startsWith("127.0.0.1:")));
	}

	@Test
	void no_password_has_a_default_that_could_go_to_production() throws IOException {
		assertThat(Files.readString(Path.of("docker-compose.yml")))
			.contains("${ORDERFLOW_DATABASE_PASSWORD:?", "${ORDERFLOW_ADMIN_PASSWORD:?", "${ORDERFLOW_WORKER_TOKEN:?")
			.doesNotContain("PASSWORD: orderflow");
	}

	@Test
	void every_setting_that_production_needs_is_given_and_every_one_given_is_known() throws IOException {
		Set<String> known = new HashSet<>();
		SETTING.matcher(Files.readString(Path.of("src/main/resources/application-production.yml")))
			.results()
			.forEach((setting) -> known.add(setting.group(1)));
		Map<String, Object> given = environment("app1");
		assertThat(given.keySet()).filteredOn((name) -> name.startsWith("ORDERFLOW_"))
			.isSubsetOf(union(known, Set.of("ORDERFLOW_MAIL_FROM")));
		assertThat(given.keySet()).contains("ORDERFLOW_DATABASE_URL", "ORDERFLOW_DATABASE_USER",
				"ORDERFLOW_DATABASE_PASSWORD", "ORDERFLOW_PUBLIC_URL", "ORDERFLOW_MAIL_HOST", "ORDERFLOW_ADMIN_USER",
				"ORDERFLOW_ADMIN_PASSWORD");
	}

	@Test
	void the_worker_signs_in_as_the_user_whom_the_application_makes() {
		assertThat(environment("app1").get("ORDERFLOW_WORKER_TOKEN")).isNotNull()
			.isEqualTo(environment("worker").get("ORDERFLOW_WORKER_TOKEN"));
		assertThat(environment("app1").get("ORDERFLOW_WORKER_USER")).as("made where its name is not empty")
			.isEqualTo("worker");
	}

	@Test
	void the_worker_stops_well_before_it_is_killed() {
		Duration wait = DurationStyle
			.detectAndParse(String.valueOf(environment("worker").get("ORDERFLOW_WORKER_WAIT_FOR")));
		Duration grace = DurationStyle.detectAndParse(String.valueOf(services.get("worker").get("stop_grace_period")));
		assertThat(wait.multipliedBy(5)).isLessThan(grace);
	}

	@Test
	void while_a_node_restarts_the_other_answers() {
		assertThat(this.<Map<String, Map<String, String>>>part("configs").get("caddyfile").get("content"))
			.contains("lb_try_duration 5s");
	}

	@Test
	void the_worker_is_the_image_of_the_nodes_and_is_asked_after_its_own_health() throws IOException {
		Map<String, Object> worker = services.get("worker");
		assertThat(worker.get("image")).isEqualTo(services.get("app1").get("image"));
		assertThat(worker.get("entrypoint")).asInstanceOf(InstanceOfAssertFactories.LIST)
			.contains("orderflow.jar:lib/*")
			.last()
			.isEqualTo("io.orderflow.worker.WorkerApplication");
		Object port = environment("worker").get("ORDERFLOW_WORKER_METRICS_PORT");
		assertThat(at(worker, "healthcheck").get("test"))
			.isEqualTo(List.of("CMD", "bash", "healthy.sh", port, "/health"));
		assertThat(Files.readString(Path.of("Dockerfile"))).contains("COPY docker/healthy.sh ./",
				"CMD [\"bash\", \"healthy.sh\", \"8080\", \"/actuator/health/readiness\"]");
	}

	@Test
	void images_are_pinned_and_the_volume_is_where_postgresql_18_keeps_its_data() {
		assertThat(services.get("database").get("image")).isEqualTo("postgres:18-alpine");
		assertThat(services.get("database").get("volumes")).isEqualTo(List.of("database:/var/lib/postgresql"));
		services.values()
			.forEach((service) -> assertThat(service.get("image").toString()).contains(":").doesNotEndWith(":latest"));
	}

	@Test
	void the_image_runs_what_the_build_makes_and_not_as_root() throws IOException {
		List<String> lines = Files.readAllLines(Path.of("Dockerfile"));
		assertThat(lines).anyMatch((line) -> line.startsWith("FROM eclipse-temurin:17-jdk AS build"))
			.anyMatch((line) -> line.startsWith("USER orderflow"))
			.anyMatch((line) -> line.contains("./mvnw") && line.contains("package"))
			.anyMatch((line) -> line.startsWith("ENV SPRING_PROFILES_ACTIVE=production")
					&& line.contains("-XX:+ExitOnOutOfMemoryError"))
			.as("of which a process that draws takes what it needs")
			.anyMatch((line) -> line.contains("rm META-INF/MANIFEST.MF && jar cfM ../orderflow.jar ."))
			.anyMatch((line) -> line.startsWith("ENTRYPOINT")
					&& line.contains("\"@class-path\", \"" + OrderflowApplication.class.getName() + "\""));
		lines.stream()
			.filter((line) -> line.startsWith("COPY ") && !line.contains("--from"))
			.flatMap((line) -> List.of(line.split(" ")).subList(1, line.split(" ").length - 1).stream())
			.forEach((source) -> assertThat(Path.of(source)).exists());
	}

	/** An archive is of use to who names the same jars in the same order alone. */
	@Test
	void a_node_starts_with_the_archive_of_the_classes_that_the_build_saw_it_load() throws IOException {
		assertThat(Files.readString(Path.of("Dockerfile"))).containsSubsequence("> ../../class-path",
				"FROM application AS archive", "archive-classes.sh /app /tmp/orderflow.jsa", "FROM application",
				"COPY --from=archive /tmp/orderflow.jsa ./",
				"\"-XX:SharedArchiveFile=orderflow.jsa\", \"@class-path\"");
		assertThat(Files.readString(Path.of("docker/archive-classes.sh")))
			.contains("java -XX:ArchiveClassesAtExit=\"$archive\" @class-path " + OrderflowApplication.class.getName());
	}

	@SuppressWarnings("unchecked")
	private <T> T part(String name) {
		return (T) compose.get(name);
	}

	private static Map<String, Object> environment(String service) {
		return at(services.get(service), "environment");
	}

	private static Set<String> union(Set<String> some, Set<String> more) {
		Set<String> all = new HashSet<>(some);
		all.addAll(more);
		return all;
	}

	@SuppressWarnings("unchecked")
	private static <T> Map<String, T> at(Map<String, ?> map, String key) {
		return (Map<String, T>) map.get(key);
	}

}
