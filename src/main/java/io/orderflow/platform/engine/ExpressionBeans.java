package io.orderflow.platform.engine;

import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;

/**
 * The beans that an expression in a model may name: delegates and listeners, nothing
 * else. Without it an expression reaches every bean of the application. Asks the factory
 * when a model asks, because delegates need services that need the engine.
 */
class ExpressionBeans extends AbstractMap<Object, Object> {

	private static final List<Class<?>> ALLOWED = List.of(JavaDelegate.class, ExecutionListener.class,
			TaskListener.class);

	private final BeanFactory beans;

	ExpressionBeans(BeanFactory beans) {
		this.beans = beans;
	}

	@Override
	public boolean containsKey(@Nullable Object name) {
		return name instanceof String bean && this.beans.containsBean(bean)
				&& ALLOWED.stream().anyMatch((type) -> this.beans.isTypeMatch(bean, type));
	}

	@Override
	public @Nullable Object get(@Nullable Object name) {
		return containsKey(name) ? this.beans.getBean((String) name) : null;
	}

	/** Never listed: only asked by name. */
	@Override
	public Set<Map.Entry<Object, Object>> entrySet() {
		return Set.of();
	}

}
