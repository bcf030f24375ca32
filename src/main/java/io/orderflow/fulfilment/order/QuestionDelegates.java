package io.orderflow.fulfilment.order;

import io.orderflow.order.question.QuestionProcessService;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the service task of a question in between does (B1). */
@Configuration(proxyBeanMethods = false)
class QuestionDelegates {

	@Bean
	JavaDelegate notifyFreelancerOfAnswer(QuestionProcessService questions) {
		return (execution) -> questions.notifyFreelancerOfAnswer(execution.getProcessBusinessKey());
	}

}
