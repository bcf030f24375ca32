-- A mail of messages that were all read in the application before it went is not sent, and says so.
set local statement_timeout = 0;

alter table notification_delivery
	drop constraint notification_delivery_state,
	add constraint notification_delivery_state check (state in ('QUEUED', 'DELIVERED', 'UNDELIVERABLE', 'READ'));

alter table notification_attempt
	drop constraint notification_attempt_outcome,
	add constraint notification_attempt_outcome
		check (outcome in ('STARTED', 'DELIVERED', 'UNDELIVERABLE', 'READ', 'FAILED', 'UNKNOWN'));
