package io.orderflow.order.web;

import java.util.Set;

import io.orderflow.platform.EnginePaths;
import io.orderflow.platform.MenuEntry;
import io.orderflow.platform.MenuEntry.Place;
import io.orderflow.platform.UserStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The orders' places in the menu. */
@Configuration(proxyBeanMethods = false)
class OrderMenu {

	@Bean
	MenuEntry dashboard() {
		return new MenuEntry(Place.SELL, 10, "menu.dashboard", "/sell", Set.of(UserStore.FREELANCERS));
	}

	@Bean
	MenuEntry buying() {
		return new MenuEntry(Place.BUY, 10, "menu.buying", "/buy", Set.of(UserStore.CLIENTS));
	}

	@Bean
	MenuEntry search() {
		return new MenuEntry(Place.SEARCH, 10, "find.short", "/find", Set.of(UserStore.FREELANCERS, UserStore.CLIENTS));
	}

	@Bean
	MenuEntry moderation() {
		return new MenuEntry(Place.ALONE, 5, "moderation.title", "/moderation", Set.of(UserStore.MODERATORS));
	}

	@Bean
	MenuEntry diagrams() {
		return new MenuEntry(Place.PERSON, 80, "menu.diagrams", "/diagrams", Set.of(UserStore.PROCESS_ADMINS));
	}

	/** The same steps, as tasks. */
	@Bean
	MenuEntry tasklist() {
		return new MenuEntry(Place.PERSON, 90, "menu.tasklist", EnginePaths.TASKLIST);
	}

}
