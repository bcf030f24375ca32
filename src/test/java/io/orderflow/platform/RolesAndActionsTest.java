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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.platform.engine.EngineAddresses;
import io.orderflow.platform.token.ApiTokenService;
import jakarta.servlet.Filter;
import org.camunda.bpm.engine.HistoryService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may do what: every address of the application, of Spring Security, of the engine
 * and of Camunda's web applications, tried by every role and by tokens of each scope,
 * with things that are not there. The table is {@code roles-and-actions.csv}; a new
 * address needs a row, and one that answers somebody otherwise than before a look.
 * {@code -Dorderflow.renew-docs=true} writes the table as it is, to be read before it is
 * committed.
 *
 * <p>
 * Its words: {@code sign-in}, asked to sign in; {@code no}, has no right; {@code none},
 * nothing is there that they may know of; {@code input}, what was sent makes no sense,
 * which was said before anybody's right was asked for; {@code yes}, answered;
 * {@code fails}, with 500, which is never right.
 */
@OrderflowTest
class RolesAndActionsTest {

	private static final Path TABLE = Path.of("src/test/resources/roles-and-actions.csv");

	private static final List<String> PEOPLE = List.of("anonymous", "client", "freelancer", "moderator", "admin",
			"worker");

	/** Whose tokens have which scope: those who may most in the engine. */
	private static final Map<String, String> TOKENS = Map.of("admin-read", "READ", "admin-act", "ACT", "worker-work",
			"WORK");

	private static final List<String> ROLES = Stream
		.concat(PEOPLE.stream(), Stream.of("admin-read", "admin-act", "worker-work"))
		.toList();

	private static final String HEAD = "method,address," + String.join(",", ROLES);

	private static final String ENGINE = "/engine-rest";

	private static final String WEBAPPS = "/camunda/api/";

	/** Where the web applications have a copy of the engine's REST API. */
	private static final String COPY = WEBAPPS + "engine/engine/default";

	/** What Spring Security answers itself, by the filter that does. */
	private static final Map<String, List<String>> BY_FILTER = Map.of("UsernamePasswordAuthenticationFilter",
			List.of("POST /sign-in"), "LogoutFilter", List.of("POST /sign-out"), "WebAuthnAuthenticationFilter",
			List.of("POST /login/webauthn"), "PublicKeyCredentialRequestOptionsFilter",
			List.of("POST /webauthn/authenticate/options"), "PublicKeyCredentialCreationOptionsFilter",
			List.of("POST /webauthn/register/options"), "WebAuthnRegistrationFilter",
			List.of("POST /webauthn/register", "DELETE /webauthn/register/{id}"), "DefaultResourcesFilter",
			List.of("GET /login/webauthn.js"));

	/** Filters that let through or refuse; one that is in neither list needs a look. */
	private static final Pattern ANSWERS_NOTHING = Pattern.compile("ApiTokenFilter|AdminActFilter|RefusalResponseFilter"
			+ "|EngineAuthenticationFilter|QueryLimitFilter|CockpitQueryFilter|WebappNonceFilter|PasskeyRefusalFilter"
			+ "|WebappTokenFilter|BasicAuthenticationFilter|AnonymousAuthenticationFilter|AuthorizationFilter|CsrfFilter"
			+ "|DisableEncodeUrlFilter|ExceptionTranslationFilter|HeaderWriterFilter|RequestCacheAwareFilter"
			+ "|SecurityContextHolderAwareRequestFilter|SecurityContextHolderFilter|SessionManagementFilter"
			+ "|WebAsyncManagerIntegrationFilter|IncomingBodyFilter|FormBodyFilter|\\w*Filter\\$\\d+");

	/** Controllers of tests, and what only the container asks for. */
	private static final Set<String> NOT_ASKED = Set.of("/api/test-", "/api/files/test-", "/test-", "/error");

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

	@Autowired
	private HistoryService history;

	@Autowired
	private ApiTokenService tokens;

	@Autowired
	private FilterChainProxy security;

	private final Map<String, String> people = new ConcurrentHashMap<>();

	private final Map<String, Visitor> browsers = new ConcurrentHashMap<>();

	/** Browsers whose session the last action may have ended. */
	private final Set<String> doubtful = ConcurrentHashMap.newKeySet();

	@BeforeEach
	void people() {
		// the engine answers otherwise from the first time on
		this.history.cleanUpHistoryAsync(true);
		this.people.put("client", this.newcomers.client());
		this.people.put("freelancer", this.newcomers.freelancer());
		this.people.put("moderator", this.newcomers.moderator());
		this.people.put("admin", this.newcomers.person("Ada", Locale.ENGLISH, UserStore.PROCESS_ADMINS));
		this.people.put("worker", this.newcomers.person("Worker", Locale.ENGLISH, UserStore.WORKERS));
	}

	@Test
	void everybody_may_do_what_the_table_says_and_nothing_else() throws IOException {
		Map<String, String> found = answers(ROLES, actions());
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

	/**
	 * The copy of the REST API, behind a session and Camunda's own token. Of lists it
	 * asks for a bounded number by itself.
	 */
	@Test
	void the_web_applications_open_no_more_of_the_engine_than_its_rest_api() throws IOException {
		Map<String, String> table = new TreeMap<>();
		Files.readAllLines(TABLE)
			.stream()
			.skip(1)
			.map((line) -> line.split(","))
			.filter((cells) -> cells[1].startsWith(ENGINE))
			.forEach((cells) -> table.put(cells[0] + " " + cells[1].replaceFirst(ENGINE, COPY),
					String.join(",", Arrays.copyOfRange(cells, 2, 2 + PEOPLE.size()))));
		Map<String, String> more = new TreeMap<>();
		answers(PEOPLE, table.keySet()).forEach((action, answers) -> {
			String[] here = answers.split(",");
			String[] there = table.get(action).split(",");
			for (int role = 0; role < here.length; role++) {
				boolean same = here[role].equals(there[role])
						|| (here[role].equals("yes") && there[role].equals("input")) || !here[role].equals("yes");
				if (!same) {
					more.put(action + " " + PEOPLE.get(role), here[role] + " instead of " + there[role]);
				}
			}
		});
		assertThat(table).hasSizeGreaterThan(400);
		assertThat(more).isEmpty();
	}

	/** Each role goes its own way; none waits for another. */
	private Map<String, String> answers(List<String> roles, Set<String> actions) {
		ExecutorService goers = Executors.newFixedThreadPool(4);
		try {
			Map<String, Future<Map<String, String>>> byRole = new LinkedHashMap<>();
			for (String role : roles) {
				byRole.put(role, goers.submit(() -> {
					Map<String, String> answers = new TreeMap<>();
					for (String action : actions) {
						answers.put(action, answer(role, action));
					}
					return answers;
				}));
			}
			Map<String, String> found = new TreeMap<>();
			for (Future<Map<String, String>> ofRole : byRole.values()) {
				ofRole.get().forEach((action, answer) -> found.merge(action, answer, (all, one) -> all + "," + one));
			}
			return found;
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new AssertionError(ex);
		}
		finally {
			goers.shutdownNow();
		}
	}

	@Test
	void what_the_table_may_never_say() throws IOException {
		for (String line : Files.readAllLines(TABLE).stream().skip(1).toList()) {
			String[] cells = line.split(",");
			boolean engine = cells[1].startsWith(ENGINE);
			assertThat(cells).as(line).hasSize(2 + ROLES.size());
			assertThat(cells).as(line).doesNotContain("fails");
			if (engine || cells[1].startsWith("/api/")) {
				// without a session and without a secret a change lacks its token already
				assertThat(cells[2]).as("a stranger: " + line).isIn("sign-in", engine ? "sign-in" : "no");
			}
			if (engine && !cells[1].startsWith(ENGINE + "/external-task") && !cells[0].equals("OPTIONS")
					&& !OF_NOBODY.contains(cells[1])) {
				assertThat(cells[7]).as("a worker: " + line).isNotEqualTo("yes");
			}
			boolean changes = !cells[0].equals("GET") && !cells[0].equals("OPTIONS");
			if (engine && changes && !isQuery(cells[1])) {
				for (int role = 3; role <= 5; role++) {
					assertThat(cells[role]).as(ROLES.get(role - 2) + ": " + line).isNotEqualTo("yes");
				}
			}
			if (changes) {
				assertThat(cells[8]).as("a token that reads: " + line).isIn("no", "sign-in", cells[2]);
				if (engine) {
					assertThat(cells[9]).as("a token that acts: " + line).isEqualTo("no");
				}
			}
			if (!cells[1].startsWith(ENGINE + "/external-task") && !cells[1].startsWith("/api/external-tasks")) {
				assertThat(cells[10]).as("a token that works: " + line).isIn("no", "sign-in", cells[2]);
			}
			if (cells[1].startsWith(WEBAPPS + "cockpit") || cells[1].startsWith(WEBAPPS + "admin/plugin")) {
				assertThat(List.of(cells[3], cells[4], cells[5], cells[7])).as(line).containsOnly("no");
			}
			if (cells[1].startsWith(WEBAPPS + "admin/setup")) {
				assertThat(List.of(cells).subList(2, 2 + ROLES.size())).as(line).containsOnly("no", "sign-in");
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
		for (SecurityFilterChain chain : this.security.getFilterChains()) {
			for (Filter filter : chain.getFilters()) {
				String name = ClassUtils.getShortName(filter.getClass()).replaceFirst(".*\\.", "");
				assertThat(BY_FILTER.containsKey(name) || ANSWERS_NOTHING.matcher(name).matches())
					.as("a filter that nobody has looked at: " + filter.getClass())
					.isTrue();
				actions.addAll(BY_FILTER.getOrDefault(name, List.of()));
			}
		}
		actions.addAll(EngineAddresses.ofWebapps());
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
		boolean engine = address.startsWith(ENGINE) || address.startsWith(WEBAPPS);
		String path = address.replaceAll("\\{number}", "OF-0000-0000")
			.replaceAll("\\{id}", engine ? "none" : UUID.randomUUID().toString())
			.replaceAll("\\{(engine|engineName|processEngineName)}", "default")
			.replaceAll("\\{[^}]+}", "none");
		Visitor visitor = visitor(role, program);
		HttpRequest.Builder request = visitor.request(path);
		boolean reads = method.equals("GET") || method.equals("OPTIONS");
		if (!reads) {
			request.header("Content-Type", type(role, address, program || engine));
		}
		request.method(method, reads ? BodyPublishers.noBody() : BodyPublishers
			.ofString((program || engine) ? BODIES.getOrDefault(address.replace(COPY, ENGINE), "{}") : ""));
		HttpResponse<InputStream> answer = visitor.begin(request);
		try (InputStream body = answer.body()) {
			if (!path.equals("/api/events")) {
				// a connection that is read to its end serves the next
				body.readAllBytes();
			}
		}
		String word = word(answer);
		// what was refused has ended nothing, and who had no session by then is asked to
		// sign in
		if (word.equals("sign-in") || (!reads && word.equals("yes"))) {
			this.doubtful.add(role);
		}
		return word;
	}

	/**
	 * What a process admin tells the engine would be done: the engine is given something
	 * that it cannot read, once it has let them in.
	 */
	private static String type(String role, String address, boolean program) {
		if (!program) {
			return "application/x-www-form-urlencoded";
		}
		return (role.startsWith("admin") && !address.startsWith("/api/")) ? "text/x-nothing" : "application/json";
	}

	private Visitor visitor(String role, boolean program) {
		if (role.equals("anonymous")) {
			return this.browsers.computeIfAbsent(role, (nobody) -> Visitor.stranger(this.port));
		}
		if (TOKENS.containsKey(role)) {
			return this.browsers.computeIfAbsent(role, (known) -> withToken(known));
		}
		if (program) {
			return this.browsers.computeIfAbsent(role + " program",
					(known) -> Visitor.withPassword(this.port, this.people.get(role), Newcomers.PASSWORD));
		}
		Visitor browser = this.browsers.get(role);
		if (browser == null || (this.doubtful.remove(role) && browser.get("/api/push/key").statusCode() != 200)) {
			browser = Visitor.stranger(this.port);
			browser.signIn(this.people.get(role), Newcomers.PASSWORD);
			browser.readCsrf();
			// for the token of Camunda's own
			browser.get("/camunda/app/welcome/default/");
			this.browsers.put(role, browser);
		}
		return browser;
	}

	private Visitor withToken(String role) {
		String owner = this.people.get(role.substring(0, role.indexOf('-')));
		return Visitor.withToken(this.port,
				this.tokens.make(owner, Map.of("name", role, "scopes", List.of(TOKENS.get(role)))).secret());
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
