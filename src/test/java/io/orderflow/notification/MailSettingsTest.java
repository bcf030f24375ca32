package io.orderflow.notification;

import java.net.URI;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MailSettingsTest {

	private static final UUID DELIVERY = UUID.fromString("00000000-0000-0000-0000-000000000001");

	private static String messageId(String from, String domain) {
		return new MailSettings(URI.create("https://orders.example"), new MailSettings.Mail(from, "", domain))
			.messageId(DELIVERY);
	}

	@Test
	void who_writes_about_an_account_writes_to_the_sender_where_nobody_else_is_named() {
		assertThat(new MailSettings.Mail("desk@desk.example", "", "").contact()).isEqualTo("desk@desk.example");
		assertThat(new MailSettings.Mail("desk@desk.example", "people@desk.example", "").contact())
			.isEqualTo("people@desk.example");
	}

	@Test
	void the_ids_of_mails_are_of_the_senders_domain_where_no_other_is_given() {
		assertThat(messageId("desk@desk.example", "orderflow.localhost")).isEqualTo("<" + DELIVERY + "@desk.example>");
		assertThat(messageId("desk@desk.example", "ids.example")).isEqualTo("<" + DELIVERY + "@ids.example>");
	}

}
