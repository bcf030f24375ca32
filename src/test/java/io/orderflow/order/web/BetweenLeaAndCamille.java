package io.orderflow.order.web;

import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.scenario.Marketplace;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * What both sides of an order see and send in the web application: Léa, who sells, and
 * Camille, who orders, are signed in, and read French.
 */
@OrderflowTest
abstract class BetweenLeaAndCamille {

	@LocalServerPort
	int port;

	@Autowired
	Marketplace marketplace;

	Market market;

	Visitor lea;

	Visitor camille;

	@BeforeEach
	void signIn() {
		this.market = new Market(this.port, this.marketplace);
		this.lea = Visitor.signedIn(this.port, "lea");
		this.camille = Visitor.signedIn(this.port, "camille");
	}

}
