-- A person has another address once they have followed the link that was sent to it.

alter table account_token drop constraint account_token_purpose;

alter table account_token add constraint account_token_purpose check (
	(purpose = 'REGISTRATION' and registration is not null and account is null)
	or (purpose = 'RESET' and registration is null and (account is not null or expires_at <= issued_at))
	or (purpose = 'EMAIL' and registration is null and account is not null));
