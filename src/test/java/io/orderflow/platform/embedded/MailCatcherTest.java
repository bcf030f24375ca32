package io.orderflow.platform.embedded;

import java.util.Properties;

import io.orderflow.platform.embedded.MailCatcher.CaughtMail;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MailCatcherTest {

	private final MailCatcher catcher = MailCatcher.start(0);

	private final Session session = Session.getInstance(new Properties());

	@AfterEach
	void stop() {
		this.catcher.close();
	}

	@Test
	void a_mail_is_read_as_it_was_sent() throws MessagingException {
		MimeMultipart content = new MimeMultipart("alternative");
		for (String type : new String[] { "plain", "html" }) {
			MimeBodyPart part = new MimeBodyPart();
			part.setText("Ça avance: " + type, "UTF-8", type);
			content.addBodyPart(part);
		}
		MimeMessage mail = new MimeMessage(this.session);
		mail.setFrom(new InternetAddress("orderflow@example.org"));
		mail.setRecipients(MimeMessage.RecipientType.TO, "lea@example.org");
		mail.setSubject("Nouvelle étape", "UTF-8");
		mail.setContent(content);
		send(mail);

		CaughtMail caught = this.catcher.mail(1).orElseThrow();
		assertThat(caught.from()).isEqualTo("orderflow@example.org");
		assertThat(caught.to()).isEqualTo("lea@example.org");
		assertThat(caught.subject()).isEqualTo("Nouvelle étape");
		assertThat(caught.text()).isEqualTo("Ça avance: plain");
		assertThat(caught.messageId()).isEqualTo(mail.getMessageID());
		assertThat(this.catcher.mail(2)).isEmpty();
	}

	@Test
	void the_newest_come_first_and_the_oldest_go() throws MessagingException {
		MimeMessage[] mails = new MimeMessage[MailCatcher.KEPT + 2];
		for (int i = 0; i < mails.length; i++) {
			mails[i] = mail("lea" + i + "@example.org", "");
		}
		send(mails);

		assertThat(this.catcher.mails()).hasSize(MailCatcher.KEPT)
			.extracting(CaughtMail::to)
			.startsWith("lea" + (MailCatcher.KEPT + 1) + "@example.org")
			.endsWith("lea2@example.org");
		assertThat(this.catcher.mail(2)).isEmpty();
		assertThat(this.catcher.mail(3)).map(CaughtMail::subject).hasValue("");
	}

	@Test
	void many_mails_to_one_push_out_none_to_another() throws MessagingException {
		MimeMessage[] mails = new MimeMessage[2 * MailCatcher.KEPT_OF_ONE];
		mails[0] = mail("lea@example.org", "");
		for (int i = 1; i < mails.length; i++) {
			mails[i] = mail("many@example.org", "");
		}
		send(mails);

		assertThat(this.catcher.mails()).hasSize(MailCatcher.KEPT_OF_ONE + 1)
			.extracting(CaughtMail::to)
			.endsWith("lea@example.org");
		assertThat(this.catcher.stored()).isLessThan(MailCatcher.KEPT_OF_ONE + 1 + 100);
	}

	@Test
	void large_mails_take_no_more_memory_than_many() throws MessagingException {
		int each = (int) (MailCatcher.KEPT_SIZE.toBytes() / 16);
		MimeMessage[] mails = new MimeMessage[40];
		for (int i = 0; i < mails.length; i++) {
			mails[i] = mail("lea" + i + "@example.org",
					"x".repeat(76) + "\n" + ("x".repeat(76) + "\n").repeat(each / 78));
		}
		send(mails);

		assertThat(this.catcher.mails()).hasSizeBetween(14, 16)
			.first()
			.extracting(CaughtMail::to)
			.isEqualTo("lea39@example.org");
		assertThat(this.catcher.stored()).isLessThanOrEqualTo(20);
	}

	private MimeMessage mail(String to, String text) throws MessagingException {
		MimeMessage mail = new MimeMessage(this.session);
		mail.setRecipients(MimeMessage.RecipientType.TO, to);
		mail.setText(text);
		return mail;
	}

	private void send(MimeMessage... mails) throws MessagingException {
		try (Transport transport = this.session.getTransport("smtp")) {
			transport.connect("127.0.0.1", this.catcher.port(), null, null);
			for (MimeMessage mail : mails) {
				mail.saveChanges();
				transport.sendMessage(mail, mail.getAllRecipients());
			}
		}
	}

}
