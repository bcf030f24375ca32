package io.orderflow.platform.engine.web;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.platform.EnginePaths;
import io.orderflow.platform.PathPrefixRequestMatcher;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.engine.EngineSettings;
import io.orderflow.platform.web.ProblemDetailSecurityHandler;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds what Cockpit's own queries ask the database to think about, as the engine's are
 * bounded: they pass none of its commands, and each of their conditions is a join too.
 * Looks at what is sent, which is in memory by then, and passes it on.
 */
final class CockpitQueryFilter extends OncePerRequestFilter {

	private static final PathPrefixRequestMatcher COCKPIT = new PathPrefixRequestMatcher(
			EnginePaths.WEBAPPS_API + "/cockpit/plugin");

	/** In the address they are one text: {@code name_operator_value}, with commas. */
	private static final String CONDITIONS = "variables";

	private final EngineSettings settings;

	private final ObjectMapper json;

	private final ProblemDetailSecurityHandler problems;

	CockpitQueryFilter(EngineSettings settings, ObjectMapper json, ProblemDetailSecurityHandler problems) {
		this.settings = settings;
		this.json = json;
		this.problems = problems;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !COCKPIT.matches(request);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		byte[] body = request.getInputStream().readAllBytes();
		JsonNode query = query(body);
		long conditions = items(request, true) + items(query, true);
		long values = items(request, false) + items(query, false);
		if (conditions > this.settings.queryConditions() || values > this.settings.queryLimit()) {
			this.problems.refuse(response, Refusal.invalid("query", "query-too-large", this.settings.queryConditions(),
					this.settings.queryLimit()));
			return;
		}
		chain.doFilter(new Read(request, body), response);
	}

	/** What is no JSON is left to whoever reads it next. */
	private JsonNode query(byte[] body) throws IOException {
		try {
			return this.json.readTree(body);
		}
		catch (JsonProcessingException ex) {
			return this.json.missingNode();
		}
	}

	/** The conditions that an address names, or all other values. */
	private static long items(HttpServletRequest request, boolean conditions) {
		return request.getParameterMap()
			.entrySet()
			.stream()
			.filter((parameter) -> parameter.getKey().equals(CONDITIONS) == conditions)
			.flatMap((parameter) -> Arrays.stream(parameter.getValue()))
			.mapToLong((value) -> value.split(",", -1).length)
			.sum();
	}

	/** The objects in lists of a query, each a condition; or what else is in lists. */
	private static long items(JsonNode node, boolean conditions) {
		long here = node.isArray() ? items(node).filter((item) -> item.isObject() == conditions).count() : 0;
		return here + items(node).mapToLong((item) -> items(item, conditions)).sum();
	}

	private static Stream<JsonNode> items(JsonNode node) {
		return StreamSupport.stream(node.spliterator(), false);
	}

	/** The same request, whose body was read. */
	private static final class Read extends HttpServletRequestWrapper {

		private final InputStream body;

		private Read(HttpServletRequest request, byte[] body) {
			super(request);
			this.body = new ByteArrayInputStream(body);
		}

		@Override
		public ServletInputStream getInputStream() {
			return new ServletInputStream() {

				@Override
				public int read() throws IOException {
					return Read.this.body.read();
				}

				@Override
				public int read(byte[] bytes, int offset, int length) throws IOException {
					return Read.this.body.read(bytes, offset, length);
				}

				@Override
				public boolean isFinished() {
					return false;
				}

				@Override
				public boolean isReady() {
					return true;
				}

				@Override
				public void setReadListener(ReadListener listener) {
					throw new IllegalStateException("Nothing is to be waited for");
				}

			};
		}

		@Override
		public BufferedReader getReader() {
			return new BufferedReader(new InputStreamReader(this.body, StandardCharsets.UTF_8));
		}

	}

}
