package io.orderflow.account.web;

import java.util.List;

import io.orderflow.account.PasswordChangeService;
import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.signin.AccountSessions;
import io.orderflow.platform.signin.RecentSignIn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The caller's sessions, for who is signed in by a session or a password. */
@RestController
@RequestMapping("/api/me/sessions")
@Tag(name = "Account")
class SessionApi {

	private static final String AGAIN = "A session in which somebody signed in a while ago is refused: sign-in-again.";

	private final AccountSessions sessions;

	private final PasswordChangeService ends;

	private final RecentSignIn recent;

	private final CurrentReader reader;

	SessionApi(AccountSessions sessions, PasswordChangeService ends, RecentSignIn recent, CurrentReader reader) {
		this.sessions = sessions;
		this.ends = ends;
		this.recent = recent;
		this.reader = reader;
	}

	/** All of an account's sessions, the one that was used last first. */
	record Sessions(List<AccountSessions.OpenSession> sessions) {

	}

	@GetMapping
	@Operation(summary = "Where I am signed in")
	Sessions sessions(HttpServletRequest request) {
		return new Sessions(this.sessions.of(account(), current(request)));
	}

	@DeleteMapping("/{handle}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "End one session", description = AGAIN)
	void end(@PathVariable String handle) {
		this.recent.check();
		this.ends.end(account(), handle);
	}

	@DeleteMapping
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "End all sessions but the one that asks",
			description = AGAIN + " A call that brings its password is no session, and ends all.")
	void endOthers(HttpServletRequest request) {
		this.recent.check();
		this.ends.endOthers(account(), current(request));
	}

	/** The session that signs the caller in; of a call with a password there is none. */
	private static @Nullable String current(HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		return (session != null) ? session.getId() : null;
	}

	private String account() {
		return this.reader.signedIn().accountId();
	}

}
