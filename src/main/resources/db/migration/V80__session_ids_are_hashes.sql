-- The id of a session is what its cookie holds: whoever reads the database must not find it there.
alter table spring_session alter column session_id type text using encode(sha256(convert_to(rtrim(session_id), 'UTF8')), 'hex');
