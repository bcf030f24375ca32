package io.orderflow.catalog.web;

import java.util.Set;

import io.orderflow.platform.MenuEntry;
import io.orderflow.platform.MenuEntry.Place;
import io.orderflow.platform.UserStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CatalogMenu {

	@Bean
	MenuEntry services() {
		return new MenuEntry(Place.BUY, 20, "services.title", "/services");
	}

	@Bean
	MenuEntry myServices() {
		return new MenuEntry(Place.SELL, 20, "my-services.title", "/sell/listings", Set.of(UserStore.FREELANCERS));
	}

}
