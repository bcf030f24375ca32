package io.orderflow.platform.web;

import java.util.List;
import java.util.Map;

import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.Refusal;
import io.orderflow.platform.RefusalText;
import io.orderflow.platform.SubmittedForm;
import io.orderflow.platform.signin.RecentSignIn;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;

/** Gives a refused form back to the page that it came from, in the reader's language. */
@Component
public class RefusedFormFactory {

	private final RefusalText texts;

	private final CurrentReader reader;

	RefusedFormFactory(RefusalText texts, CurrentReader reader) {
		this.texts = texts;
		this.reader = reader;
	}

	/**
	 * The form as it was typed, with what is wrong; the answer gets the refusal's status.
	 * @throws Refusal the same, where it is about who asks or what is not there, and the
	 * form could not be shown; whoever is to sign in again keeps what they typed
	 */
	public SubmittedForm of(Map<String, List<String>> typed, Refusal refusal, HttpServletResponse response) {
		boolean forbidden = refusal.kind() == Refusal.Kind.FORBIDDEN && !refusal.code().equals(RecentSignIn.AGAIN);
		if (forbidden || refusal.kind() == Refusal.Kind.NOT_FOUND) {
			throw refusal;
		}
		response.setStatus(refusal.kind().status());
		ProblemDetailFactory.retryAfter(refusal, response::setHeader);
		return SubmittedForm.refused(typed, refusal, this.texts, this.reader.locale());
	}

}
