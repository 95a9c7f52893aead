insert into service (id, name, department_id, team_id, keywords) values (901, 'Sample self-check', 902, 901, 'self-check');
insert into ticket (id, kind, subject, state, is_open, ball, impact, urgency, priority, requester_id, reporter_id, department_id, location_id, service_id, team_id, channel, created_at, updated_at)
  values (901, 'incident', 'Sample: machines are out', 'open', true, 'provider', 2, 1, 2, 901, 901, 901, 901, 901, 901, 'web', 1, 1);
insert into impact_statement (id, ticket_id, words, scope, who, workaround, hurts, impact, urgency, priority, by_id, at) values (901, 901, 'Out of service', 'everyone', 'patrons', 'slow', 'now', 2, 1, 2, 901, 1);
insert into risk (statement_id, kind, likelihood, consequence) values (901, 'reputation', 'likely', 'people leave');
insert into message (id, ticket_id, author_id, visibility, is_from_provider, channel, body, created_at) values (901, 901, 901, 'public', false, 'web', 'Out of service', 1);
insert into attachment (ticket_id, message_id, name, media_type, size, file_key, created_at) values (901, 901, 'photo.jpg', 'image/jpeg', 3, 'ab/cd', 1);
insert into resolution (ticket_id, by_id, cause, words, at) values (901, 902, 'network', 'A rule was wrong', 1);
insert into feedback (ticket_id, person_id, score, at) values (901, 901, 9, 1);
insert into watcher (ticket_id, person_id, since) values (901, 902, 1);
insert into mail_message (message_id, ticket_id, is_incoming, at) values ('sample@x', 901, true, 1);
