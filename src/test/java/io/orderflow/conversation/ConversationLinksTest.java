package io.orderflow.conversation;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Where one account talks with others. */
class ConversationLinksTest {

	private final UUID order = UUID.randomUUID();

	private final UUID ofOrder = UUID.randomUUID();

	private final UUID inquiry = UUID.randomUUID();

	private final ConversationLinks links = new ConversationLinks(
			List.of(new ConversationLinks.Link(this.ofOrder, this.order, "OF-0000-0001", "lea"),
					new ConversationLinks.Link(this.inquiry, null, null, "noah")));

	@Test
	void an_order_leads_to_its_conversation() {
		assertThat(this.links.ofOrder(this.order)).isEqualTo(this.ofOrder);
		assertThat(this.links.orderNumber(this.order)).isEqualTo("OF-0000-0001");
		assertThat(this.links.ofOrder(UUID.randomUUID())).isNull();
		assertThat(this.links.orderNumber(UUID.randomUUID())).isNull();
	}

	@Test
	void somebody_else_leads_to_the_inquiry_alone() {
		assertThat(this.links.inquiryWith("noah")).isEqualTo(this.inquiry);
		assertThat(this.links.inquiryWith("lea")).as("only over an order").isNull();
	}

}
