package io.orderflow.fulfilment;

import java.util.List;

import io.orderflow.platform.UserStore;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;

/** Everyone who approves services and rules on disputes. */
@Component
class Moderators {

	private final EngineEntry engine;

	private final IdentityService identity;

	Moderators(EngineEntry engine, IdentityService identity) {
		this.engine = engine;
		this.identity = identity;
	}

	/** Their accounts. */
	List<String> all() {
		return this.engine.call(() -> this.identity.createUserQuery().memberOfGroup(UserStore.MODERATORS).list())
			.stream()
			.map(User::getId)
			.toList();
	}

}
