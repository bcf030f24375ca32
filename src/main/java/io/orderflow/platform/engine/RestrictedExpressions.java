package io.orderflow.platform.engine;

import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.el.ReadOnlyMapELResolver;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;

/**
 * What an expression in a model can say: the name of a variable, a delegate or a
 * listener, a comparison, and the engine's own functions. The engine would also call any
 * method of any object, and from {@code getClass()} it is not far to a command on the
 * server; so there is nothing here that calls methods or reads properties at all.
 *
 * <p>
 * Delegates and listeners come first: no variable can pass for one, and the engine does
 * not read the variables of all scopes to find that none has the delegate's name.
 */
final class RestrictedExpressions extends JuelExpressionManager {

	private final ExpressionBeans reachable;

	RestrictedExpressions(ExpressionBeans reachable) {
		super(reachable);
		this.reachable = reachable;
	}

	@Override
	protected ELResolver createElResolver() {
		CompositeELResolver names = new CompositeELResolver();
		names.add(new ReadOnlyMapELResolver(this.reachable));
		names.add(new VariableScopeElResolver());
		return names;
	}

}
