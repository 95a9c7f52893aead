insert into scan_code (id, token, device_id, made_by, made_at) values (901, 'samp1esamp1e', 901, 901, 1);
insert into scan_report (key, scan_code_id, device_id, location_id, symptom, words, is_cut, state, ticket_id, at) values ('sample', 901, 901, 901, 'wont_lend', 'It beeps', false, 'counted', 901, 1);
insert into scan_try (subject, at) values ('from sample', 1);
