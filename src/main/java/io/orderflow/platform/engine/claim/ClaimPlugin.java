package io.orderflow.platform.engine.claim;

import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Behind what locks the users whom a command is about. */
@Component
@Order(1_001)
class ClaimPlugin extends AbstractProcessEnginePlugin {

	private final ObjectProvider<GroupClaims> claims;

	ClaimPlugin(ObjectProvider<GroupClaims> claims) {
		this.claims = claims;
	}

	@Override
	public void preInit(ProcessEngineConfigurationImpl engine) {
		engine.getCustomPostCommandInterceptorsTxRequired().add(new SignalledTaskInterceptor());
		engine.getCustomPostCommandInterceptorsTxRequired().add(new LostGroupInterceptor(this.claims));
		engine.getCustomPostCommandInterceptorsTxRequiresNew().add(new LostGroupInterceptor(this.claims));
	}

	@Override
	public void postInit(ProcessEngineConfigurationImpl engine) {
		engine.setResourceAuthorizationProvider(new ClaimAuthorizations(this.claims));
	}

}
