insert into agreement (id, kind, name, provider_id, customer_id, state, review_on, created_by, created_at, changed_by, changed_at) values (901, 'sla', 'Sample agreement', 902, 901, 'agreed', '2027-06-01', 901, 1, 901, 2);
insert into agreement_version (id, agreement_id, number, side, starts_on, review_on, calendar_id, made_by, made_at, offered_at, agreed_at) values (901, 901, 1, 'provider', '2026-07-01', '2027-06-01', 901, 901, 1, 2, 3);
insert into agreement_service (version_id, service_id) values (901, 901);
insert into agreement_target (version_id, measure, priority, minutes) values (901, 'first_response', 1, 60), (901, 'resolution', 1, 240);
insert into agreement_clause (id, version_id, kind, number, words) values (901, 901, 'excluded', 1, 'Sample exclusion');
insert into agreement_comment (agreement_id, clause_id, words, by_id, at) values (901, 901, 'Sample comment', 901, 2);
insert into agreement_approval (version_id, side, person_id, at) values (901, 'customer', 901, 2), (901, 'provider', 901, 3);
insert into agreement_look (agreement_id, person_id, lines, at) values (901, 901, '[]', 2);
