package io.orderflow.order.step;

/**
 * How the API offers a step.
 *
 * @param path below the order's address: {@code drafts/review}
 * @param summary a line in the API's description
 * @param description what its body says, where that is not plain; empty where it is
 */
public record ApiOperation(String path, String summary, String description) {

	ApiOperation(String path, String summary) {
		this(path, summary, "");
	}

}
