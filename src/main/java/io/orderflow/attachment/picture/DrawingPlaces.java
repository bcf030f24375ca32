package io.orderflow.attachment.picture;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.springframework.stereotype.Component;

/**
 * How many processes a node has that draw, whatever for: it has memory for no more. Who
 * came first is next.
 */
@Component
class DrawingPlaces {

	private final Semaphore places;

	DrawingPlaces(PictureSettings settings) {
		this.places = new Semaphore(settings.atOnce(), true);
	}

	/** Waits for a place, to be left afterwards. */
	void enter() throws InterruptedException {
		this.places.acquire();
	}

	/** The same, but no longer than so many milliseconds; false where none was left. */
	boolean enterWithin(long millis) throws InterruptedException {
		return this.places.tryAcquire(millis, TimeUnit.MILLISECONDS);
	}

	void leave() {
		this.places.release();
	}

}
