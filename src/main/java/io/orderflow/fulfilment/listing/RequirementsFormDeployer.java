package io.orderflow.fulfilment.listing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.catalog.Offer;
import io.orderflow.fulfilment.EngineGateway;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * The Tasklist forms of <i>provide requirements</i>: one for each approved version of a
 * listing, made of its questions. Orders keep the form of the version they were placed
 * on.
 */
@Component
class RequirementsFormDeployer {

	private final EngineGateway engine;

	private final RepositoryService repository;

	private final ObjectMapper json;

	private final MessageSource messages;

	RequirementsFormDeployer(EngineGateway engine, RepositoryService repository, ObjectMapper json,
			MessageSource messages) {
		this.engine = engine;
		this.repository = repository;
		this.json = json;
		this.messages = messages;
	}

	/** Deploys the form of an offer; a repeat changes nothing. */
	void deploy(Offer offer) {
		String id = offer.requirementsForm();
		String form = write(RequirementsForm.of(id, offer.content().questions(), this.messages));
		this.engine.run(() -> this.repository.createDeployment()
			.name(id)
			.addString(id + ".form", form)
			.enableDuplicateFiltering(false)
			.deploy());
	}

	private String write(RequirementsForm form) {
		try {
			return this.json.writeValueAsString(form);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
