package io.orderflow.catalog;

import java.util.UUID;

import io.orderflow.account.NameChangeService.NameChanged;
import io.orderflow.platform.text.SearchWords;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A freelancer's services are found by the name that they have now. */
@Component
class FreelancerNameListener {

	private final JdbcClient jdbc;

	FreelancerNameListener(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	private record Approved(UUID id, String text) {

	}

	/** What is approved meanwhile waits, or is waited for, and has the name after it. */
	@EventListener
	void renamed(NameChanged changed) {
		this.jdbc.sql("""
				select id, concat(approved_content ->> 'title', ' ', approved_content ->> 'description') as text
				from listing where freelancer = :freelancer and search_text is not null
				order by id for update
				""")
			.param("freelancer", changed.account())
			.query(Approved.class)
			.list()
			.forEach((service) -> this.jdbc.sql("update listing set search_text = :words where id = :id")
				.param("words", SearchWords.of(service.text() + " " + changed.name()))
				.param("id", service.id())
				.update());
	}

}
