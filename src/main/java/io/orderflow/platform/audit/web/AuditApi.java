package io.orderflow.platform.audit.web;

import io.orderflow.platform.Page;
import io.orderflow.platform.audit.AuditEvent;
import io.orderflow.platform.audit.AuditTrail;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Audit trail", description = "For process admins")
class AuditApi {

	private final AuditTrail trail;

	private final AuditFilterReader filters;

	AuditApi(AuditTrail trail, AuditFilterReader filters) {
		this.trail = trail;
		this.filters = filters;
	}

	@GetMapping("/api/audit")
	@Operation(summary = "Who came in, and what was done by those who may do much; the newest first",
			description = "who: an account; kind: as in the answers; from, to: days as 2026-12-31, both included, in "
					+ "the reader's time zone")
	Page<AuditEvent> audit(@RequestParam(required = false) @Nullable String who,
			@RequestParam(required = false) @Nullable String kind,
			@RequestParam(required = false) @Nullable String from, @RequestParam(required = false) @Nullable String to,
			@RequestParam(required = false) @Nullable String cursor,
			@RequestParam(required = false) @Nullable Integer limit) {
		return this.trail.page(this.filters.read(who, kind, from, to), cursor, limit);
	}

}
