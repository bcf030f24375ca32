package io.orderflow.drawing;

import java.io.IOException;

/**
 * The machine gave what draws so little of a processor that nothing came of it: that says
 * nothing of the file, and later it may be another matter.
 */
public class StarvedException extends IOException {

	public StarvedException(String message) {
		super(message);
	}

}
