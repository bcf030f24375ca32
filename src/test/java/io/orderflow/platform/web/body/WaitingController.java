package io.orderflow.platform.web.body;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.ModelAndView;

/** Answers when a test lets it. */
@Hidden
@RestController
class WaitingController {

	private final AtomicInteger inside = new AtomicInteger();

	private final Queue<DeferredResult<String>> later = new ConcurrentLinkedQueue<>();

	private volatile CountDownLatch gate = new CountDownLatch(0);

	/** Nobody is answered until it is closed. */
	@FunctionalInterface
	interface Held extends AutoCloseable {

		@Override
		void close();

	}

	Held hold() {
		CountDownLatch closed = new CountDownLatch(1);
		this.gate = closed;
		return closed::countDown;
	}

	/** How many requests wait here. */
	int inside() {
		return this.inside.get();
	}

	@GetMapping({ "/api/test-problems/waiting", "/test-problems/waiting" })
	String read() throws InterruptedException {
		this.inside.incrementAndGet();
		try {
			return String.valueOf(this.gate.await(1, TimeUnit.MINUTES));
		}
		finally {
			this.inside.decrementAndGet();
		}
	}

	/** Answered once told, and waited for by no thread. */
	@GetMapping("/api/files/test-problems/later")
	DeferredResult<String> later() {
		DeferredResult<String> result = new DeferredResult<>();
		this.later.add(result);
		return result;
	}

	/** Those who asked for it and wait. */
	Queue<DeferredResult<String>> waiting() {
		return this.later;
	}

	/** A form that comes back, which is made for as long. */
	@PostMapping("/test-problems/shown")
	ModelAndView show() {
		return new ModelAndView((model, request, response) -> response.getWriter().write(read()));
	}

	@PostMapping("/api/test-problems/waiting")
	String send(@RequestBody String body) throws InterruptedException {
		return read() + body.length();
	}

}
