package io.orderflow.platform;

/** The addresses that the process engine brings along. */
public final class EnginePaths {

	/** For workers and scripts: the engine's REST API. */
	public static final String REST = "/engine-rest";

	/** Tasklist, Cockpit and Admin. */
	public static final String WEBAPPS = "/camunda";

	/** Their own copy of the REST API. */
	public static final String WEBAPPS_API = WEBAPPS + "/api";

	/** Where people find their tasks. */
	public static final String TASKLIST = WEBAPPS + "/app/tasklist/default/";

	/** Where process admins look at running orders. */
	public static final String COCKPIT = WEBAPPS + "/app/cockpit/default/";

	private EnginePaths() {
	}

}
