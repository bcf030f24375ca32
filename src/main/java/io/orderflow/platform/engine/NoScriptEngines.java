package io.orderflow.platform.engine;

import javax.script.ScriptEngine;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptEngineManager;

import org.camunda.bpm.engine.impl.scripting.engine.ScriptEngineResolver;
import org.jspecify.annotations.Nullable;

/**
 * Models have no scripts. The engine brings a script language of its own, which calls
 * what {@link RestrictedExpressions} keeps away.
 */
final class NoScriptEngines implements ScriptEngineResolver {

	@Override
	public @Nullable ScriptEngine getScriptEngine(String language, boolean resolveFromCache) {
		return null;
	}

	@Override
	public @Nullable ScriptEngineManager getScriptEngineManager() {
		return null;
	}

	@Override
	public void addScriptEngineFactory(ScriptEngineFactory factory) {
		throw new UnsupportedOperationException("Models have no scripts");
	}

}
