insert into job (kind, payload, state, run_at, created_at) values ('sample', '{}', 'dead', 1, 1);
