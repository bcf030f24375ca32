package io.orderflow.platform.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import org.junit.jupiter.api.Test;
import org.springdoc.core.service.OpenAPIService;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The OpenAPI document. {@code -Dorderflow.renew-docs=true} writes
 * {@code docs/openapi.json} as it is, to be read before it is committed.
 */
@OrderflowTest
class ApiDocumentTest {

	private static final Path FILE = Path.of("docs", "openapi.json");

	private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

	private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT)
		.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

	@LocalServerPort
	private int port;

	@Autowired
	private OpenAPIService documents;

	@Test
	void the_document_is_the_one_in_the_docs() throws IOException {
		String present = this.json.writeValueAsString(this.json.convertValue(document(), Object.class)) + "\n";
		if (Boolean.getBoolean("orderflow.renew-docs")) {
			Files.writeString(FILE, present);
		}
		assertThat(present).as("docs/openapi.json is of another API: renew it, and read what has changed")
			.isEqualTo(Files.readString(FILE));
	}

	/** Each would be written anew, and the last kept for good. */
	@Test
	void whatever_language_a_stranger_names_it_is_the_one_that_is_kept() {
		Visitor stranger = Visitor.stranger(this.port);
		List<String> languages = List.of("en", "fr", "is", "mi");
		for (String path : List.of("/v3/api-docs", "/v3/api-docs.yaml")) {
			String first = stranger.reading("en").get(path).body();
			List<String> before = kept(languages);
			for (String language : languages) {
				assertThat(stranger.reading(language).get(path).body()).isEqualTo(first);
			}
			assertThat(kept(languages)).isEqualTo(before);
		}
	}

	private List<String> kept(List<String> languages) {
		return languages.stream()
			.filter((language) -> this.documents.getCachedOpenAPI(Locale.forLanguageTag(language)) != null)
			.toList();
	}

	@Test
	void every_answer_has_a_content_that_is_described() throws IOException {
		List<String> bare = new ArrayList<>();
		forEachOperation((name, operation) -> operation.at("/responses").fields().forEachRemaining((response) -> {
			String status = response.getKey();
			JsonNode content = response.getValue().path("content");
			if (status.startsWith("2") && !status.equals("204") && !status.equals("202") && content.isEmpty()) {
				bare.add(name + " " + status);
			}
			content.fields().forEachRemaining((one) -> {
				if (empty(one.getValue().path("schema"))) {
					bare.add(name + " " + status + " " + one.getKey());
				}
			});
		}));
		assertThat(bare).isEmpty();
	}

	@Test
	void whatever_sends_a_file_says_that_it_may_be_known_already_and_sent_in_part() throws IOException {
		List<String> silent = new ArrayList<>();
		forEachOperation(
				(name, operation) -> operation.at("/responses/200/content").fields().forEachRemaining((sent) -> {
					if (sent.getValue().at("/schema/format").asText().equals("binary")) {
						// pictures are small, and sent whole
						List.of("206", "304", "416")
							.stream()
							.filter((status) -> !sent.getKey().equals("image/jpeg") || status.equals("304"))
							.filter((status) -> !operation.path("responses").has(status))
							.forEach((status) -> silent.add(name + " " + status));
					}
				}));
		assertThat(silent).isEmpty();
		assertThat(
				document().path("paths").path("/api/files/{id}/pages/{page}/thumbnail").at("/get/responses").has("303"))
			.isTrue();
	}

	@Test
	void every_schema_says_what_is_in_it() throws IOException {
		List<String> bare = new ArrayList<>();
		document().at("/components/schemas").fields().forEachRemaining((schema) -> {
			if (empty(schema.getValue())) {
				bare.add(schema.getKey());
			}
			schema.getValue().path("properties").fields().forEachRemaining((property) -> {
				for (JsonNode said : List.of(property.getValue(), property.getValue().path("items"),
						property.getValue().path("additionalProperties"))) {
					if (said.isObject() && empty(said)) {
						bare.add(schema.getKey() + "." + property.getKey());
					}
				}
			});
		});
		assertThat(bare).isEmpty();
	}

	@Test
	void every_address_says_who_may_call_it_and_how_it_refuses() throws IOException {
		assertThat(document().at("/components/securitySchemes").fieldNames()).toIterable()
			.containsExactlyInAnyOrder("token", "password", "session");
		assertThat(document().at("/security")).hasSize(3);
		List<String> silent = new ArrayList<>();
		forEachOperation((name, operation) -> {
			for (String status : List.of("400", "401", "403")) {
				if (!operation.at("/responses/" + status).path("$ref").asText().startsWith("#/components/responses/")) {
					silent.add(name + " " + status);
				}
			}
		});
		assertThat(silent).isEmpty();
		assertThat(document().at("/components/responses/BadRequest/content/application~1problem+json/schema/$ref")
			.asText()).isEqualTo("#/components/schemas/Problem");
	}

	@Test
	void whatever_is_sent_has_a_body_and_whatever_is_referred_to_is_there() throws IOException {
		Set<String> bodies = new TreeSet<>();
		forEachOperation((name, operation) -> {
			if (!operation.at("/requestBody/content").isEmpty()) {
				bodies.add(name);
			}
		});
		assertThat(bodies).contains("post /api/files", "post /api/orders", "post /api/orders/{number}/plan",
				"put /api/external-tasks/{task}/dossiers/{build}/{side}/document");
		JsonNode document = document();
		List<String> missing = new ArrayList<>();
		document.findValuesAsText("$ref").forEach((reference) -> {
			if (document.at(reference.substring(1)).isMissingNode()) {
				missing.add(reference);
			}
		});
		assertThat(missing).isEmpty();
		assertThat(document.at("/components/schemas/OrderView/properties/price/$ref").asText())
			.isEqualTo("#/components/schemas/Money");
	}

	/** Clients that are generated have a method for each. */
	@Test
	void every_operation_has_a_name_that_is_its_own_and_no_word_of_a_language() throws IOException {
		List<String> names = new ArrayList<>();
		forEachOperation((name, operation) -> names.add(operation.path("operationId").asText()));
		assertThat(names).doesNotHaveDuplicates()
			.allMatch((name) -> name.matches("[a-z][A-Za-z]+"))
			.doesNotContain("list", "file", "object", "page");
	}

	private static boolean empty(JsonNode schema) {
		return !schema.has("type") && !schema.has("$ref") && !schema.has("oneOf") && !schema.has("anyOf")
				&& !schema.has("allOf") && !schema.has("items");
	}

	private interface Looker {

		void look(String name, JsonNode operation);

	}

	private void forEachOperation(Looker looker) throws IOException {
		document().path("paths")
			.fields()
			.forEachRemaining((path) -> path.getValue().fields().forEachRemaining((operation) -> {
				if (METHODS.contains(operation.getKey())) {
					looker.look(operation.getKey() + " " + path.getKey(), operation.getValue());
				}
			}));
	}

	private JsonNode document() throws IOException {
		return this.json.readTree(Visitor.stranger(this.port).get("/v3/api-docs").body());
	}

}
