package io.orderflow.notification;

import java.net.URI;
import java.util.UUID;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How mails look from outside.
 *
 * @param publicUrl where people reach the application: links in mails begin with it
 * @param mail sender and identity of mails
 */
@Validated
@ConfigurationProperties("orderflow")
public record MailSettings(@DefaultValue("http://localhost:8080") @NotNull URI publicUrl,
		@jakarta.validation.Valid @DefaultValue Mail mail) {

	/**
	 * @param from the sender's address
	 * @param contact to whom people write about their account; the sender where it is
	 * empty
	 * @param domain what the ids of mails end in; never changed while mails are under way
	 */
	public record Mail(@DefaultValue("orderflow@localhost") @NotBlank @Email String from,
			@DefaultValue("") @Email String contact, @DefaultValue("orderflow.localhost") @Pattern(
					regexp = "[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?") String domain) {

		/**
		 * Where nobody else is named the sender is written to. Where no domain is given
		 * it is the sender's own: no mail is sent as localhost.
		 */
		public Mail {
			contact = contact.isEmpty() ? from : contact;
			String own = from.substring(from.indexOf('@') + 1);
			domain = (domain.equals("orderflow.localhost") && !own.equals("localhost")) ? own : domain;
		}

	}

	/** The Message-ID of a delivery's mail, the same at every attempt. */
	public String messageId(UUID delivery) {
		return "<" + delivery + "@" + this.mail.domain() + ">";
	}

	public String absolute(String path) {
		String base = this.publicUrl.toString();
		return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
	}

}
