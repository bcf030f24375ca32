package io.orderflow.worker;

import org.camunda.bpm.client.task.ExternalTaskHandler;

/** Does the external tasks of one topic. */
interface Worker extends ExternalTaskHandler {

	String topic();

}
