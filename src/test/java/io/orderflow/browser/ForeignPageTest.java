package io.orderflow.browser;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.HttpCredentials;
import com.sun.net.httpserver.HttpServer;
import io.orderflow.OrderflowTest;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page of another origin, open in the browser of a process admin: another site
 * ({@code 127.0.0.1}), and the same site on another port, to which a browser sends the
 * session's cookie along. Whatever it sends is refused.
 */
@OrderflowTest
@ExtendWith(Chromium.class)
class ForeignPageTest {

	private static final String ADMIN = "ada";

	private static final String PASSWORD = "orderflow";

	/** Sends one request as a foreign page can without asking anyone. */
	private static final String SEND = """
			async ([address, method, body]) => {
				const form = new FormData();
				form.append("deployment-name", "foreign");
				form.append("file", new Blob([body]), "foreign.bpmn");
				await fetch(address, { method, mode: "no-cors", credentials: "include",
					body: method === "GET" ? undefined : form });
			}""";

	private static final String MODEL = """
			<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
				xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="foreign">
				<process id="foreign" isExecutable="true" camunda:historyTimeToLive="P1D">
					<startEvent id="start"><timerEventDefinition><timeDuration>PT0S</timeDuration></timerEventDefinition>
					</startEvent>
				</process>
			</definitions>""";

	private static final String WEBAPPS = "/camunda/api/engine/engine/default";

	/** What a page that is not ours tries. */
	private static final List<String> POSTS = List.of("/engine-rest/deployment/create",
			"/engine-rest/engine/default/deployment/create", "/engine-rest/history/cleanup",
			"/engine-rest/user/lea/unlock", WEBAPPS + "/deployment/create", WEBAPPS + "/history/cleanup",
			WEBAPPS + "/user/lea/unlock", "/camunda/api/admin/auth/user/default/logout", "/actuator/metrics",
			"/api/files", "/api/orders", "/sign-out", "/sign-in", "/account", "/account/name", "/account/roles",
			"/account/security/email", "/sell/listings/00000000-0000-0000-0000-000000000000/review",
			"/orders/OF-0000-0000/steps/submitDraft");

	private static final List<String> GETS = List.of("/engine-rest/user", WEBAPPS + "/user", "/actuator/metrics",
			"/api/me", "/notifications");

	@LocalServerPort
	private int port;

	@Autowired
	private RepositoryService repository;

	@Autowired
	private RuntimeService runtime;

	private HttpServer elsewhere;

	private long deployments;

	private final List<Integer> answers = new CopyOnWriteArrayList<>();

	@BeforeEach
	void serveAForeignPage() throws IOException {
		this.elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
		byte[] page = "<!doctype html><title>Elsewhere</title><a href=\"http://localhost:%d/notifications\">There</a>"
			.formatted(this.port)
			.getBytes(StandardCharsets.UTF_8);
		this.elsewhere.createContext("/", (exchange) -> {
			exchange.getResponseHeaders().set("Content-Type", "text/html");
			exchange.sendResponseHeaders(200, page.length);
			exchange.getResponseBody().write(page);
			exchange.close();
		});
		this.elsewhere.start();
		this.deployments = this.repository.createDeploymentQuery().count();
	}

	@AfterEach
	void stopServing() {
		this.elsewhere.stop(0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "127.0.0.1" })
	void a_browser_keeps_no_password_that_a_foreign_page_could_use(String site) {
		BrowserContext browser = Chromium.browser()
			.newContext(new Browser.NewContextOptions().setHttpCredentials(new HttpCredentials(ADMIN, PASSWORD)));
		try {
			Page own = browser.newPage();
			for (String path : List.of("/engine-rest/engine", "/actuator/info")) {
				// without a challenge Chromium shows no dialog, and nothing can be typed
				assertThat(own.navigate(address(path)).status()).as(path).isEqualTo(401);
			}
			attack(browser, site);
			assertThat(this.answers).allMatch((status) -> status == 401 || status == 403);
			nothingHappened();
		}
		finally {
			browser.close();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "127.0.0.1" })
	void a_password_that_a_browser_has_kept_is_of_no_use_to_a_foreign_page(String site) {
		String basic = Base64.getEncoder().encodeToString((ADMIN + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
		BrowserContext browser = Chromium.browser()
			.newContext(new Browser.NewContextOptions().setExtraHTTPHeaders(Map.of("Authorization", "Basic " + basic)));
		try {
			Page own = browser.newPage();
			assertThat(own.navigate(address("/engine-rest/engine")).status()).isEqualTo(200);
			attack(browser, site);
			assertThat(this.answers).allMatch((status) -> status == 403);
			nothingHappened();
		}
		finally {
			browser.close();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "127.0.0.1" })
	void a_session_is_of_no_use_to_a_foreign_page(String site) {
		try (PageInspector ada = PageInspector.at(Chromium.browser(), this.port, PageInspector.WIDE, ADMIN, PASSWORD)) {
			ada.go("/camunda/app/cockpit/default/");
			attack(ada.page().context(), site);
			assertThat(this.answers).allMatch((status) -> status == 403);
			nothingHappened();
			assertThat(ada.page().navigate(address("/api/me")).status()).as("still signed in").isEqualTo(200);
		}
	}

	@Test
	void a_link_on_a_foreign_page_leads_in_and_its_frame_stays_empty() {
		try (PageInspector ada = PageInspector.at(Chromium.browser(), this.port, PageInspector.WIDE, ADMIN, PASSWORD)) {
			ada.page().navigate(foreign("127.0.0.1"));
			ada.find("a").click();
			ada.page().waitForURL(address("/notifications"));
			ada.find("main h1").waitFor();

			Page page = ada.page().context().newPage();
			page.navigate(foreign("localhost"));
			page.onResponse((answer) -> note(answer.url(), answer.status()));
			page.evaluate("""
					(address) => new Promise((done) => {
						const frame = document.createElement("iframe");
						frame.onload = done;
						frame.src = address;
						document.body.append(frame);
					})""", address("/notifications"));
			assertThat(this.answers).as("the page that was refused, and nothing of it").containsExactly(403);
		}
	}

	private void attack(BrowserContext browser, String site) {
		Page page = browser.newPage();
		page.onResponse((answer) -> note(answer.url(), answer.status()));
		page.navigate(foreign(site));
		POSTS.forEach((path) -> send(page, path, "POST"));
		GETS.forEach((path) -> send(page, path, "GET"));
		assertThat(this.answers).hasSize(POSTS.size() + GETS.size());
	}

	private void send(Page page, String path, String method) {
		try {
			page.evaluate(SEND, List.of(address(path), method, MODEL));
		}
		catch (PlaywrightException ex) {
			throw new AssertionError(method + " " + path, ex);
		}
	}

	private void note(String url, int status) {
		if (url.startsWith(address("/"))) {
			this.answers.add(status);
		}
	}

	private void nothingHappened() {
		assertThat(this.repository.createDeploymentQuery().count()).isEqualTo(this.deployments);
		assertThat(this.runtime.createProcessInstanceQuery().processDefinitionKey("foreign").count()).isZero();
	}

	private String address(String path) {
		return "http://localhost:" + this.port + path;
	}

	private String foreign(String site) {
		return "http://" + site + ":" + this.elsewhere.getAddress().getPort() + "/";
	}

}
