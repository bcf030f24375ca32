package io.orderflow.fulfilment;

import java.util.List;

import io.orderflow.fulfilment.tasklist.TasklistFilterSetup;
import io.orderflow.platform.UserStore;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** What people find when they open Tasklist. */
class TasklistFilterSetupTest extends ProcessTest {

	@Autowired
	private TasklistFilterSetup filters;

	@AfterEach
	void nobodyIsSignedIn() {
		this.engine.getIdentityService().clearAuthentication();
	}

	@Test
	void filters_are_there_once_however_often_the_application_starts() {
		this.filters.afterSingletonsInstantiated();

		assertThat(this.engine.getFilterService().createTaskFilterQuery().list()).extracting(Filter::getName)
			.containsOnlyOnce("My tasks", "Overdue", "To approve", "To rule on");
	}

	@Test
	void people_see_their_own_tasks_and_no_filter_of_others() {
		OrderScenario order = order();

		signIn(Marketplace.CLIENT, UserStore.CLIENTS);
		assertThat(names()).containsExactlyInAnyOrder("My tasks", "Overdue");
		assertThat(instances("My tasks")).contains(order.process().getId());
		assertThat(instances("Overdue")).doesNotContain(order.process().getId());

		signIn("oliver", UserStore.CLIENTS);
		assertThat(instances("My tasks")).doesNotContain(order.process().getId());

		signIn(Marketplace.MODERATOR, UserStore.MODERATORS);
		assertThat(names()).containsExactlyInAnyOrder("My tasks", "Overdue", "To approve", "To rule on");
	}

	@Test
	void a_task_becomes_overdue_when_its_date_has_passed() {
		OrderScenario order = order();
		Task task = this.engine.getTaskService()
			.createTaskQuery()
			.processInstanceId(order.process().getId())
			.singleResult();
		this.clock.moveTo(task.getDueDate().toInstant().plusSeconds(1));

		signIn(Marketplace.CLIENT, UserStore.CLIENTS);

		assertThat(instances("Overdue")).contains(order.process().getId());
	}

	private List<String> names() {
		return this.engine.getFilterService()
			.createTaskFilterQuery()
			.listPage(0, 100)
			.stream()
			.map(Filter::getName)
			.toList();
	}

	private List<String> instances(String filter) {
		String id = this.engine.getFilterService()
			.createTaskFilterQuery()
			.filterName(filter)
			.listPage(0, 1)
			.get(0)
			.getId();
		return this.engine.getFilterService()
			.<Task>listPage(id, 0, 1_000)
			.stream()
			.map(Task::getProcessInstanceId)
			.toList();
	}

	private void signIn(String person, String group) {
		this.engine.getIdentityService().setAuthentication(person, List.of(group));
	}

}
