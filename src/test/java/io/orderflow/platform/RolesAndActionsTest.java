package io.orderflow.platform;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.platform.engine.EngineAddresses;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may do what: every address of the application and of the engine, tried by every
 * role, with things that are not there. The table is {@code roles-and-actions.csv}; a new
 * address needs a row, and one that answers somebody otherwise than before a look.
 * {@code -Dorderflow.renew-docs=true} writes the table as it is, to be read before it is
 * committed.
 *
 * <p>
 * Its words: {@code sign-in}, asked to sign in; {@code no}, has no right; {@code none},
 * nothing is there that they may know of; {@code input}, what was sent makes no sense,
 * which was said before anybody's right was asked for; {@code yes}, answered;
 * {@code fails}, how the engine says of some things that they are not there: with 500.
 */
@OrderflowTest
class RolesAndActionsTest {

	private static final Path TABLE = Path.of("src/test/resources/roles-and-actions.csv");

	private static final List<String> ROLES = List.of("anonymous", "client", "freelancer", "moderator", "admin",
			"worker");

	private static final String HEAD = "method,address," + String.join(",", ROLES);

	private static final String ENGINE = "/engine-rest";

	/** Controllers of tests, and what only the container asks for. */
	private static final Set<String> NOT_ASKED = Set.of("/api/test-", "/error");

	/** What the engine says of itself to whoever has signed in. */
	private static final Set<String> OF_NOBODY = Set.of(ENGINE + "/engine", ENGINE + "/version",
			ENGINE + "/history/cleanup/configuration");

	/** Where nothing at all would be nothing to refuse. */
	private static final Map<String, String> BODIES = Map.of(ENGINE + "/process-instance/{id}/modification",
			"{\"instructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"none\"}]}");

	@LocalServerPort
	private int port;

	@Autowired
	private ApplicationContext context;

	@Autowired
	private Newcomers newcomers;

	private final Map<String, String> people = new LinkedHashMap<>();

	private final Map<String, Visitor> browsers = new LinkedHashMap<>();

	@BeforeEach
	void people() {
		this.people.put("client", this.newcomers.client());
		this.people.put("freelancer", this.newcomers.freelancer());
		this.people.put("moderator", this.newcomers.moderator());
		this.people.put("admin", this.newcomers.person("Ada", Locale.ENGLISH, UserStore.PROCESS_ADMINS));
		this.people.put("worker", this.newcomers.person("Worker", Locale.ENGLISH, UserStore.WORKERS));
	}

	@Test
	void everybody_may_do_what_the_table_says_and_nothing_else() throws IOException {
		Map<String, String> found = new TreeMap<>();
		for (String action : actions()) {
			List<String> answers = new ArrayList<>();
			for (String role : ROLES) {
				answers.add(answer(role, action));
			}
			found.put(action, String.join(",", answers));
		}
		if (Boolean.getBoolean("orderflow.renew-docs")) {
			List<String> lines = new ArrayList<>(List.of(HEAD));
			found.forEach((action, answers) -> lines.add(action.replace(" ", ",") + "," + answers));
			Files.write(TABLE, lines);
		}
		Map<String, String> table = new TreeMap<>();
		Files.readAllLines(TABLE)
			.stream()
			.skip(1)
			.map((line) -> line.split(",", 3))
			.forEach((cells) -> table.put(cells[0] + " " + cells[1], cells[2]));
		assertThat(found).as("addresses that are new, are gone, or answer somebody otherwise").isEqualTo(table);
	}

	@Test
	void what_the_table_may_never_say() throws IOException {
		for (String line : Files.readAllLines(TABLE).stream().skip(1).toList()) {
			String[] cells = line.split(",");
			boolean engine = cells[1].startsWith(ENGINE);
			assertThat(cells).as(line).hasSize(2 + ROLES.size());
			if (!engine) {
				assertThat(cells).as(line).doesNotContain("fails");
			}
			if (engine || cells[1].startsWith("/api/")) {
				// without a session and without a secret a change lacks its token already
				assertThat(cells[2]).as("a stranger: " + line).isIn("sign-in", engine ? "sign-in" : "no");
			}
			if (engine && !cells[1].startsWith(ENGINE + "/external-task") && !cells[0].equals("OPTIONS")
					&& !OF_NOBODY.contains(cells[1])) {
				assertThat(cells[7]).as("a worker: " + line).isNotEqualTo("yes");
			}
			if (engine && !cells[0].equals("GET") && !cells[0].equals("OPTIONS") && !isQuery(cells[1])) {
				for (int role = 3; role <= 5; role++) {
					assertThat(cells[role]).as(ROLES.get(role - 2) + ": " + line).isNotEqualTo("yes");
				}
			}
		}
	}

	/** Lists that are asked for with POST, since their conditions are long. */
	private static boolean isQuery(String address) {
		return address.matches(ENGINE + "/(history/)?[a-z-]+(/count|/report|/statistics)?") || address.endsWith("/list")
				|| address.endsWith("/count") || address.endsWith("/singleResult");
	}

	private Set<String> actions() {
		Set<String> actions = new TreeSet<>();
		for (RequestMappingInfoHandlerMapping mapping : this.context
			.getBeansOfType(RequestMappingInfoHandlerMapping.class)
			.values()) {
			for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
				Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
				for (String path : info.getPatternValues()) {
					if (NOT_ASKED.stream().noneMatch(path::startsWith)) {
						(methods.isEmpty() ? Set.of(RequestMethod.GET) : methods)
							.forEach((method) -> actions.add(method + " " + (path.isEmpty() ? "/" : path)));
					}
				}
			}
		}
		EngineAddresses.all().forEach((address) -> actions.add(address.replaceFirst(" ", " " + ENGINE)));
		return actions;
	}

	private String answer(String role, String action) throws IOException {
		String method = action.substring(0, action.indexOf(' '));
		String address = action.substring(action.indexOf(' ') + 1);
		boolean program = address.startsWith("/api/") || address.startsWith(ENGINE) || address.startsWith("/actuator");
		String path = address.replaceAll("\\{number}", "OF-0000-0000")
			.replaceAll("\\{id}", address.startsWith(ENGINE) ? "none" : UUID.randomUUID().toString())
			.replaceAll("\\{[^}]+}", "none");
		Visitor visitor = visitor(role, program);
		HttpRequest.Builder request = visitor.request(path);
		boolean reads = method.equals("GET") || method.equals("OPTIONS");
		if (!reads) {
			request.header("Content-Type", type(role, address, program));
		}
		request.method(method, reads ? BodyPublishers.noBody()
				: BodyPublishers.ofString(program ? BODIES.getOrDefault(address, "{}") : ""));
		HttpResponse<InputStream> answer = visitor.begin(request);
		answer.body().close();
		return word(answer);
	}

	/**
	 * What a process admin tells the engine would be done: the engine is given something
	 * that it cannot read, once it has let them in.
	 */
	private static String type(String role, String address, boolean program) {
		if (!program) {
			return "application/x-www-form-urlencoded";
		}
		return (role.equals("admin") && address.startsWith(ENGINE)) ? "text/x-nothing" : "application/json";
	}

	private Visitor visitor(String role, boolean program) {
		if (role.equals("anonymous")) {
			return this.browsers.computeIfAbsent(role, (nobody) -> Visitor.stranger(this.port));
		}
		if (program) {
			return this.browsers.computeIfAbsent(role + " program",
					(known) -> Visitor.withPassword(this.port, this.people.get(role), Newcomers.PASSWORD));
		}
		Visitor browser = this.browsers.get(role);
		// one of the actions may have ended its session
		if (browser == null || browser.get("/api/push/key").statusCode() != 200) {
			browser = Visitor.stranger(this.port);
			browser.signIn(this.people.get(role), Newcomers.PASSWORD);
			browser.readCsrf();
			this.browsers.put(role, browser);
		}
		return browser;
	}

	private static String word(HttpResponse<?> answer) {
		int status = answer.statusCode();
		boolean toSignIn = answer.headers()
			.firstValue("Location")
			.filter((to) -> to.matches(".*/sign-in(\\?.*)?"))
			.isPresent();
		if (status == 401 || toSignIn) {
			return "sign-in";
		}
		return switch (status) {
			case 403 -> "no";
			case 404 -> "none";
			case 400, 405, 406, 409, 413, 415, 422 -> "input";
			default -> (status >= 500) ? "fails" : "yes";
		};
	}

}
