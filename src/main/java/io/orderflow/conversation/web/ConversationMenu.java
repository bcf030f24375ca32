package io.orderflow.conversation.web;

import io.orderflow.platform.MenuEntry;
import io.orderflow.platform.MenuEntry.Place;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ConversationMenu {

	@Bean
	MenuEntry conversationsEntry() {
		return new MenuEntry(Place.ALONE, 10, "conversations.title", "/conversations");
	}

	@Bean
	MenuEntry readyMessagesEntry() {
		return new MenuEntry(Place.PERSON, 30, "ready-messages.title", "/ready-messages");
	}

}
