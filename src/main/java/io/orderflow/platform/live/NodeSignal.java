package io.orderflow.platform.live;

/**
 * Something that every node has to hear of when it happens on any, and of which there is
 * nothing to say but its name. {@link LiveNotifier#signal} says it.
 */
public interface NodeSignal {

	/** Letters and hyphens. */
	String name();

	/** Another node has said it, or may have said it while nobody listened here. */
	void heard();

}
