package io.orderflow.notification;

import java.util.UUID;

import io.orderflow.platform.Page;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

@Service
public class Notifications {

	public void notify(NewNotification notification) {
		throw new UnsupportedOperationException();
	}

	public Page<NotificationView> page(String account, @Nullable String cursor, @Nullable Integer limit) {
		throw new UnsupportedOperationException();
	}

	public void markRead(String account, UUID id) {
		throw new UnsupportedOperationException();
	}

	public long unread(String account) {
		throw new UnsupportedOperationException();
	}

}
