package io.orderflow.conversation;

import java.util.List;
import java.util.UUID;

import io.orderflow.platform.Page;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

@Service
public class Conversations {

	public UUID openForOrder(UUID orderId, String orderNumber, String client, String freelancer) {
		throw new UnsupportedOperationException();
	}

	public Message post(String orderNumber, String author, MessageKind kind, String text, List<UUID> files,
			String key) {
		throw new UnsupportedOperationException();
	}

	public Page<MessageView> messages(String orderNumber, String reader, @Nullable String cursor,
			@Nullable Integer limit) {
		throw new UnsupportedOperationException();
	}

}
