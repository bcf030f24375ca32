package io.orderflow.platform.engine.identity;

import java.util.List;

import io.orderflow.platform.ConflictRetry;
import io.orderflow.platform.UserStore;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The groups, and what they may do in the engine, set up at each start; what is there
 * stays. People may open Tasklist and see the models their tasks are of, and nothing
 * more: their tasks become theirs by being assigned. Several nodes may start at once, so
 * a group that another just made is no failure.
 */
@Component
class GroupAuthorizations implements InitializingBean {

	private static final String ORDER_PROCESS = "orderFulfilment";

	private static final String REQUEST_PROCESS = "changeRequest";

	private static final String DOSSIER_PROCESS = "dossier";

	private static final String LISTING_PROCESS = "listingApproval";

	private static final String TASKLIST = "tasklist";

	private final IdentityService identity;

	private final AuthorizationService authorizations;

	private final TransactionTemplate transaction;

	GroupAuthorizations(IdentityService identity, AuthorizationService authorizations,
			PlatformTransactionManager transactions) {
		this.identity = identity;
		this.authorizations = authorizations;
		this.transaction = new TransactionTemplate(transactions);
	}

	@Override
	public void afterPropertiesSet() {
		// another node that starts at the same time may be first
		ConflictRetry.run(() -> this.transaction.executeWithoutResult((status) -> setUp()));
	}

	private void setUp() {
		group(UserStore.PROCESS_ADMINS, "Process admins", "SYSTEM");
		group(UserStore.MODERATORS, "Moderators", "WORKFLOW");
		group(UserStore.FREELANCERS, "Freelancers", "WORKFLOW");
		group(UserStore.CLIENTS, "Clients", "WORKFLOW");
		group(UserStore.WORKERS, "External task workers", "WORKFLOW");
		for (Resource resource : Resources.values()) {
			grant(UserStore.PROCESS_ADMINS, resource, Authorization.ANY, Permissions.ALL);
		}
		for (String people : List.of(UserStore.MODERATORS, UserStore.FREELANCERS, UserStore.CLIENTS)) {
			grant(people, Resources.APPLICATION, TASKLIST, Permissions.ACCESS);
			grant(people, Resources.GROUP, people, Permissions.READ);
			grant(people, Resources.PROCESS_DEFINITION, ORDER_PROCESS, ProcessDefinitionPermissions.READ);
			grant(people, Resources.PROCESS_DEFINITION, REQUEST_PROCESS, ProcessDefinitionPermissions.READ);
		}
		grant(UserStore.MODERATORS, Resources.PROCESS_DEFINITION, LISTING_PROCESS, ProcessDefinitionPermissions.READ);
		for (String process : List.of(ORDER_PROCESS, DOSSIER_PROCESS)) {
			grant(UserStore.WORKERS, Resources.PROCESS_DEFINITION, process, ProcessDefinitionPermissions.READ_INSTANCE,
					ProcessDefinitionPermissions.UPDATE_INSTANCE);
		}
	}

	private void group(String id, String name, String type) {
		if (this.identity.createGroupQuery().groupId(id).count() == 0) {
			Group group = this.identity.newGroup(id);
			group.setName(name);
			group.setType(type);
			this.identity.saveGroup(group);
		}
	}

	private void grant(String group, Resource resource, String id, Permission... permissions) {
		boolean there = this.authorizations.createAuthorizationQuery()
			.groupIdIn(group)
			.resourceType(resource)
			.resourceId(id)
			.count() > 0;
		if (!there) {
			Authorization grant = this.authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
			grant.setGroupId(group);
			grant.setResource(resource);
			grant.setResourceId(id);
			grant.setPermissions(permissions);
			this.authorizations.saveAuthorization(grant);
		}
	}

}
