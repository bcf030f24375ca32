package io.orderflow.source;

import java.lang.module.ModuleDescriptor.Version;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** The list of what the application is made of, and that none of it has a known hole. */
@OrderflowTest
class PartsTest {

	@LocalServerPort
	private int port;

	@Test
	void process_admins_read_the_list_and_nobody_else_does() {
		String path = "/actuator/sbom/application";
		assertThat(parts()).containsKeys("org.camunda.bpm:camunda-engine", "org.apache.tomcat.embed:tomcat-embed-core",
				"org.springframework.boot:spring-boot", "org.postgresql:postgresql");
		assertThat(Visitor.withPassword(this.port, "ada", "orderflow").get("/actuator/sbom").body())
			.contains("application");
		for (String other : List.of("lea", "mona", "worker")) {
			assertThat(Visitor.withPassword(this.port, other, "orderflow").get(path).statusCode()).isEqualTo(403);
		}
		assertThat(Visitor.stranger(this.port).get(path).statusCode()).isEqualTo(401);
	}

	/** The first version without the hole. */
	@ParameterizedTest
	@CsvSource({ "org.apache.tomcat.embed:tomcat-embed-core, 10.1.56", "org.apache.commons:commons-lang3, 3.18.0",
			"org.apache.commons:commons-fileupload2-core, 2.0.0-M4", "org.postgresql:postgresql, 42.7.7" })
	void no_part_is_older_than_the_mending_of_its_hole(String part, String mended) {
		assertThat(Version.parse(parts().get(part))).as(part).isGreaterThanOrEqualTo(Version.parse(mended));
	}

	private Map<String, String> parts() {
		assumeThat(getClass().getResource("/META-INF/sbom/application.cdx.json"))
			.as("a build that is offline makes no list of parts")
			.isNotNull();
		String list = Visitor.withPassword(this.port, "ada", "orderflow").get("/actuator/sbom/application").body();
		List<Map<String, Object>> components = JsonPath.read(list, "$.components");
		Map<String, String> parts = new TreeMap<>();
		components.forEach(
				(part) -> parts.put(part.get("group") + ":" + part.get("name"), String.valueOf(part.get("version"))));
		return parts;
	}

}
