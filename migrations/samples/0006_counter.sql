insert into affected (id, ticket_id, person_id, location_id, scope, who, at) values (901, 901, 902, 901, 'several', 'staff', 1);
insert into workaround (ticket_id, words, by_id, at) values (901, 'Lend at the desk', 902, 1);
insert into first_check (id, kind, part, place, words, at) values (901, 'self_check', 'check', 1, 'Is the sample plugged in?', 1);
insert into tried_check (ticket_id, check_id, words, by_id, at) values (901, 901, 'Is the sample plugged in?', 901, 1);
insert into desk_work (id, ticket_id, by_id, location_id, kind, device_id, whom, outcome, check_id, at) values (901, 901, 901, 901, 'self_check', 901, 'patron', 'sent', 901, 1);
insert into known_entry (ticket_id, scopes, words) values (901, '["l901"]', '["sampl"]');
insert into known_word (scope, word, ticket_id) values ('l901', 'sampl', 901);
