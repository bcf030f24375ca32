package io.orderflow.platform.engine.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Statement;
import java.util.List;
import java.util.zip.CRC32;

import org.camunda.bpm.engine.ProcessEngine;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.springframework.stereotype.Component;

/**
 * The first migration: the engine's own tables, from the scripts in the engine's own jar,
 * so that they come under Flyway like all others and production needs no DDL rights at
 * run time. The scripts' checksum is Flyway's: an engine with other scripts does not
 * start on these tables before someone has migrated them.
 */
@Component
class CamundaTables implements JavaMigration {

	private static final String FOLDER = ProcessEngine.class.getPackageName().replace('.', '/')
			+ "/db/create/activiti.postgres.create.";

	private static final List<String> SCRIPTS = List.of("engine", "history", "identity", "case.engine", "case.history",
			"decision.engine", "decision.history");

	@Override
	public MigrationVersion getVersion() {
		return MigrationVersion.fromVersion("1");
	}

	@Override
	public String getDescription() {
		return "process engine";
	}

	@Override
	public Integer getChecksum() {
		CRC32 checksum = new CRC32();
		SCRIPTS.forEach((script) -> checksum.update(sql(script).getBytes(StandardCharsets.UTF_8)));
		return (int) checksum.getValue();
	}

	@Override
	public boolean canExecuteInTransaction() {
		return true;
	}

	@Override
	public void migrate(Context context) throws Exception {
		try (Statement statement = context.getConnection().createStatement()) {
			for (String script : SCRIPTS) {
				statement.execute(sql(script));
			}
		}
	}

	private static String sql(String script) {
		String path = FOLDER + script + ".sql";
		try (InputStream in = ProcessEngine.class.getClassLoader().getResourceAsStream(path)) {
			if (in == null) {
				throw new IllegalStateException("The engine's jar has no " + path);
			}
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
