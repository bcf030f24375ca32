package io.orderflow.notification.delivery;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import io.orderflow.account.NotificationChannel;
import io.orderflow.notification.delivery.DueDeliveryRows.Size;

/**
 * What a loop takes of what is due. Over a connection of ours to a mail server, anybody's
 * come fast; a push service is whichever a browser says, and may be slow on purpose: one
 * at a time, and one of each person. Whose pushes lately took long have a loop apart,
 * where they wait for one another alone.
 */
enum Lane {

	MAILS(NotificationChannel.EMAIL, 1, new Size(50, 50), Duration.ofSeconds(20)),

	PUSHES(NotificationChannel.PUSH, 4, new Size(1, 1), Duration.ofSeconds(3)),

	SLOW_PUSHES(NotificationChannel.PUSH, 1, new Size(1, 1), Duration.ofSeconds(20));

	private final NotificationChannel channel;

	private final int loops;

	private final Size size;

	private final Duration patience;

	Lane(NotificationChannel channel, int loops, Size size, Duration patience) {
		this.channel = channel;
		this.loops = loops;
		this.size = size;
		this.patience = patience;
	}

	static List<Lane> of(NotificationChannel channel) {
		return Arrays.stream(values()).filter((lane) -> lane.channel == channel).toList();
	}

	NotificationChannel channel() {
		return this.channel;
	}

	/** How many there are on a node. */
	int loops() {
		return this.loops;
	}

	/** How much a loop takes at once. */
	Size size() {
		return this.size;
	}

	/** How long a push service has for its answer, while others wait. */
	Duration patience() {
		return this.patience;
	}

}
