package io.orderflow.platform.engine.web;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.platform.EnginePaths;
import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.RefusalText;
import io.orderflow.platform.engine.CurrentRefusal;
import io.orderflow.platform.web.ProblemDetailFactory;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Says a refusal that was met inside the engine as the person should read it: one plain
 * sentence with a status that fits, where the engine's REST resources answer 500 and wrap
 * it in their own words. Stands before {@code /engine-rest} and the copy of it under
 * {@code /camunda/api}. Nothing is buffered: only when an error follows a noted refusal,
 * what the resource writes is dropped and this written instead. So is a 500 that is none
 * ({@link EngineFailures}); one that is, is logged here: the resources would log the
 * stack of each refusal too. What fails outside of the engine's commands is told by
 * {@link ResourceFailureListener}.
 */
public class RefusalResponseFilter extends OncePerRequestFilter {

	private static final Logger log = LoggerFactory.getLogger(RefusalResponseFilter.class);

	private final RefusalText texts;

	private final CurrentReader reader;

	private final ObjectMapper json;

	public RefusalResponseFilter(RefusalText texts, CurrentReader reader, ObjectMapper json) {
		this.texts = texts;
		this.reader = reader;
		this.json = json;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		CurrentRefusal.open();
		try {
			Locale asked = this.reader.requestedLocale();
			Answer answer = new Answer(request, response, (refusal) -> say(refusal, asked, response));
			try {
				chain.doFilter(new EngineRequest(request), answer);
			}
			catch (ServletException | RuntimeException ex) {
				if ((CurrentRefusal.noted().isEmpty() && answer.instead == null) || response.isCommitted()) {
					throw ex;
				}
				answer.drops(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
			}
			if (answer.instead != null) {
				say(answer.instead, locale(answer.instead, request), response);
			}
			else if (response.isCommitted()) {
				answer.logIfBroken();
			}
		}
		finally {
			CurrentRefusal.close();
		}
	}

	/**
	 * The pages of Camunda speak the browser's language, whatever that of the account: a
	 * refusal stands in a box of theirs.
	 */
	private Locale locale(Refusal refusal, HttpServletRequest request) {
		boolean page = request.getServletPath().startsWith(EnginePaths.WEBAPPS + "/")
				&& request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) != null;
		return page ? this.reader.requestedLocale() : this.reader.locale(refusal);
	}

	private void say(Refusal refusal, Locale locale, HttpServletResponse response) throws IOException {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("type", refusal.code());
		body.put("message", this.texts.of(refusal, locale));
		body.putAll(refusal.state());
		response.setStatus(refusal.kind().status());
		ProblemDetailFactory.retryAfter(refusal, response::setHeader);
		response.setContentType("application/json");
		byte[] bytes = this.json.writeValueAsBytes(body);
		response.setContentLength(bytes.length);
		response.getOutputStream().write(bytes);
	}

	@FunctionalInterface
	private interface Saying {

		void say(Refusal refusal) throws IOException;

	}

	/** Drops what follows an error status where a refusal is said instead. */
	private static final class Answer extends HttpServletResponseWrapper {

		private final Thread listening = Thread.currentThread();

		private final Saying saying;

		private final String method;

		private final String path;

		private @Nullable Refusal instead;

		private boolean told;

		private Answer(HttpServletRequest request, HttpServletResponse response, Saying saying) {
			super(response);
			this.saying = saying;
			this.method = request.getMethod();
			this.path = request.getRequestURI();
		}

		/**
		 * Who waited for a task is answered by another thread, when the filter has gone.
		 */
		private boolean drops(int status) {
			if (Thread.currentThread() == this.listening || this.instead != null) {
				return isToldInstead(status);
			}
			try {
				if (isToldInstead(status)) {
					this.saying.say(this.instead);
				}
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			finally {
				CurrentRefusal.close();
			}
			return this.instead != null;
		}

		private boolean isToldInstead(int status) {
			if (this.instead == null && status >= HttpServletResponse.SC_BAD_REQUEST) {
				this.instead = CurrentRefusal.noted().orElse(null);
			}
			if (this.instead == null && status == HttpServletResponse.SC_BAD_REQUEST) {
				this.instead = EngineFailures.ofUnreadable(CurrentRefusal.thrown());
			}
			if (this.instead == null && status == HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
				fails();
			}
			return this.instead != null;
		}

		private void fails() {
			Throwable failure = CurrentRefusal.failure();
			Throwable thrown = CurrentRefusal.thrown();
			if (failure == null || !isBecauseOf(failure, thrown)) {
				this.instead = EngineFailures.ofResource(this.method, this.path, thrown);
				return;
			}
			this.instead = EngineFailures.refusal(this.method, this.path, failure);
			if (this.instead == null && !this.told) {
				this.told = true;
				log.error("{} {} failed", this.method, this.path, failure);
			}
		}

		/**
		 * What fails once the answer has begun changes it no more, and is told nobody.
		 * Whoever has gone meanwhile misses nothing.
		 */
		private void logIfBroken() {
			Throwable thrown = CurrentRefusal.thrown();
			if (thrown != null && !this.told && getStatus() < HttpServletResponse.SC_BAD_REQUEST
					&& (ExceptionUtils.indexOfType(thrown, IOException.class) < 0
							|| ExceptionUtils.indexOfType(thrown, JsonProcessingException.class) >= 0)) {
				log.error("{} {} broke off", this.method, this.path, thrown);
			}
		}

		/** Some resources keep the words of a command's failure alone. */
		private static boolean isBecauseOf(Throwable failure, @Nullable Throwable thrown) {
			return thrown == null || thrown instanceof RestException || thrown instanceof ProcessEngineException
					|| ExceptionUtils.getThrowableList(thrown).contains(failure);
		}

		@Override
		public void setStatus(int status) {
			if (!drops(status)) {
				super.setStatus(status);
			}
		}

		@Override
		public void sendError(int status) throws IOException {
			if (!drops(status)) {
				super.sendError(status);
			}
		}

		@Override
		public void sendError(int status, @Nullable String message) throws IOException {
			if (!drops(status)) {
				super.sendError(status, message);
			}
		}

		@Override
		public void setContentType(@Nullable String type) {
			if (this.instead == null) {
				super.setContentType(type);
			}
		}

		@Override
		public void setContentLength(int length) {
			if (this.instead == null) {
				super.setContentLength(length);
			}
		}

		@Override
		public void setContentLengthLong(long length) {
			if (this.instead == null) {
				super.setContentLengthLong(length);
			}
		}

		@Override
		public void setHeader(String name, @Nullable String value) {
			if (this.instead == null) {
				super.setHeader(name, value);
			}
		}

		@Override
		public void addHeader(String name, @Nullable String value) {
			if (this.instead == null) {
				super.addHeader(name, value);
			}
		}

		@Override
		public void flushBuffer() throws IOException {
			if (this.instead == null) {
				super.flushBuffer();
			}
		}

		@Override
		public ServletOutputStream getOutputStream() throws IOException {
			return (this.instead != null) ? new Nowhere() : super.getOutputStream();
		}

		@Override
		public PrintWriter getWriter() throws IOException {
			return (this.instead != null)
					? new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)
					: super.getWriter();
		}

	}

	private static final class Nowhere extends ServletOutputStream {

		@Override
		public void write(int b) {
			// dropped
		}

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void setWriteListener(WriteListener listener) {
			// nothing is ever waited for
		}

	}

}
