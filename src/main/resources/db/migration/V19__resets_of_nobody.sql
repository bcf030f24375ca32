-- Whoever asks for a new password of an address that nobody has gets a row as well, good for nothing:
-- neither the time that it takes nor a limit tells which addresses have an account.

alter table account_token drop constraint account_token_purpose;

alter table account_token add constraint account_token_purpose check (
	(purpose = 'REGISTRATION' and registration is not null and account is null)
	or (purpose = 'RESET' and registration is null and (account is not null or expires_at <= issued_at)));
