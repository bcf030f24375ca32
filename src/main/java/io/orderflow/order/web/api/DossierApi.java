package io.orderflow.order.web.api;

import java.io.IOException;
import java.security.Principal;

import io.orderflow.attachment.FileDownload;
import io.orderflow.order.dashboard.OrderView;
import io.orderflow.order.dashboard.OrderViewService;
import io.orderflow.order.dossier.DossierService;
import io.orderflow.platform.web.openapi.DescribedDownload;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The dossier of an order, for each of its sides (B7). */
@RestController
@RequestMapping("/api/orders/{number}/dossier")
@Tag(name = "Dossiers", description = "Everything on an order in one PDF, for each side in its language")
class DossierApi {

	private final DossierService dossiers;

	private final OrderViewService orders;

	private final FileDownload download;

	DossierApi(DossierService dossiers, OrderViewService orders, FileDownload download) {
		this.dossiers = dossiers;
		this.orders = orders;
		this.download = download;
	}

	@GetMapping
	@Operation(operationId = "ownDossier", summary = "My dossier, as it was made last (B7)",
			description = "A PDF, whole or a range of it; 404 dossier-not-made where there is none yet")
	@DescribedDownload
	void read(@PathVariable String number, Principal reader, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		this.download.send(this.dossiers.own(number, reader.getName()), request, response);
	}

	@PostMapping
	@ResponseStatus(HttpStatus.ACCEPTED)
	@Operation(operationId = "askForDossiers", summary = "Ask for new dossiers of both sides (B7)",
			description = "A worker makes them: ownDossier of the order says when. 409 dossier-in-making until then, "
					+ "or until that is late or stuck")
	OrderView ask(@PathVariable String number, Principal actor) {
		this.dossiers.ask(number, actor.getName());
		return this.orders.order(number, actor.getName());
	}

}
