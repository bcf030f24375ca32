package io.orderflow.demo;

import io.orderflow.platform.EnginePaths;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells on the console where to go and who to sign in as, once everything runs. */
@Component
@Profile("embedded & !test")
class WelcomeText {

	private final String dataDirectory;

	WelcomeText(@Value("${orderflow.embedded.data-directory}") String dataDirectory) {
		this.dataDirectory = dataDirectory;
	}

	@EventListener
	void ready(ApplicationReadyEvent event) {
		if (event.getApplicationContext() instanceof ServletWebServerApplicationContext context) {
			String at = "http://localhost:" + context.getWebServer().getPort();
			// For the person at the console, not for a log.
			System.out.println("""

					Orderflow is ready.

					  Application   %1$s/
					  Tasklist      %1$s%3$s
					  Cockpit       %1$s%4$s
					  API           %1$s/swagger-ui.html
					  E-mails sent  %1$s/mail

					  Sign in as    lea      freelancer (French)
					                noah     freelancer and client
					                camille  client (French)
					                oliver   client
					                mona     moderator
					                ada      process admin
					  Password      orderflow

					  Data is kept in %2$s. Stop with Ctrl-C.
					""".formatted(at, this.dataDirectory, EnginePaths.TASKLIST, EnginePaths.COCKPIT));
		}
	}

}
