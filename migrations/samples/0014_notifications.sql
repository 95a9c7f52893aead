insert into notification (id, person_id, ticket_id, kind, way, words, who, is_internal, at) values (901, 901, 901, 'request', 'app', 'answered', 'Sample Yusuf', false, 1);
insert into notification_choice (person_id, kind, way) values (901, 'request', 'app');
insert into notification_person (person_id, quiet_from, quiet_until) values (901, 1320, 420);
insert into held_letter (id, person_id, ticket_id, is_internal, letter, until) values (901, 901, 901, false, '{"to":"sample.ann@library.example","subject":"x"}', 9000000000000000);
