-- When whoever asked for a cancellation was reminded that its refusal is about to stand (C4).

alter table change_request add column dispute_reminded timestamptz;
