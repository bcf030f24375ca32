package io.orderflow.platform.embedded;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Takes up at once what a killed application held: the data directory belongs to one
 * process alone, so at its start nobody works on any job. In a cluster, where another
 * node may, the locks run out by themselves.
 */
class AbandonedJobLocks implements InitializingBean {

	private final JdbcTemplate jdbc;

	AbandonedJobLocks(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * While the application is being put together: before the job executor and the
	 * workers start.
	 */
	@Override
	public void afterPropertiesSet() {
		this.jdbc.update("update act_ru_job set lock_owner_ = null, lock_exp_time_ = null, rev_ = rev_ + 1"
				+ " where lock_owner_ is not null");
		this.jdbc.update("update act_ru_ext_task set worker_id_ = null, lock_exp_time_ = null, rev_ = rev_ + 1"
				+ " where worker_id_ is not null");
	}

}
