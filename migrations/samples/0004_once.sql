insert into idempotency_key (person_id, key, request_hash, made_id, at) values (901, 'sample', '', 901, 1);
