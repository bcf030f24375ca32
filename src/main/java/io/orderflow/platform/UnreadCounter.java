package io.orderflow.platform;

/**
 * What the frame of every page asks before the page itself is read; implemented by the
 * notifications.
 */
public interface UnreadCounter {

	Unread of(String account);

	/**
	 * What is new for a person.
	 *
	 * @param unread how many notifications are unread
	 * @param position how far live events have been heard by this: the page's stream of
	 * events begins here, so that nothing falls between the page and its stream
	 */
	record Unread(long unread, String position) {

	}

}
