package io.orderflow.platform.web;

import io.orderflow.platform.Refusal;
import io.swagger.v3.oas.annotations.Hidden;
import org.camunda.bpm.engine.ProcessEngineException;
import org.jspecify.annotations.Nullable;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Something for each thing that can go wrong. */
@Hidden
@RestController
@RequestMapping("/api/test-problems")
class FailingController {

	record Body(String name, int count) {

	}

	@PostMapping("/body")
	Body body(@RequestBody Body body) {
		return body;
	}

	/** A form that fails over what nobody could have typed otherwise. */
	record OddForm(@Nullable String name, @Nullable Secret secret) {

		OddForm {
			if ("ours".equals(name)) {
				throw new IllegalStateException("secret");
			}
		}

	}

	/** What cannot be read, and what we fail to read. */
	record Secret(String text) {

		public static Secret of(String text) {
			if (text.equals("ours")) {
				throw new IllegalStateException("secret");
			}
			if (text.equals("theirs")) {
				throw new IllegalArgumentException("no such text");
			}
			return new Secret(text);
		}

	}

	@PostMapping("/form")
	String form(OddForm form) {
		return String.valueOf(form.name());
	}

	@GetMapping("/secret/{secret}")
	String secret(@PathVariable Secret secret) {
		return secret.text();
	}

	@GetMapping("/number/{number}")
	int number(@PathVariable int number) {
		return number;
	}

	@GetMapping("/header")
	String header(@RequestHeader("Idempotency-Key") String key) {
		return key;
	}

	@GetMapping("/parameter")
	String parameter(@RequestParam String word) {
		return word;
	}

	@GetMapping("/changed")
	void changed() {
		throw new ObjectOptimisticLockingFailureException("Order", "1");
	}

	@GetMapping("/wrapped")
	void wrapped() {
		throw new ProcessEngineException("Exception while invoking TaskListener",
				new IllegalStateException(Refusal.conflict("changed-meanwhile")));
	}

	@GetMapping("/ours")
	void ours() {
		throw new IllegalStateException("secret");
	}

}
