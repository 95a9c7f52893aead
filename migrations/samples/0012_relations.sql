insert into ticket (id, kind, subject, state, is_open, ball, impact, urgency, priority, requester_id, reporter_id, channel, created_at, updated_at)
  values (912, 'incident', 'Sample: the same again', 'closed', false, 'nobody', 3, 2, 4, 901, 901, 'web', 2, 2);
insert into message (id, ticket_id, author_id, visibility, is_from_provider, channel, body, created_at) values (912, 901, 901, 'public', false, 'web', 'From the other one', 3);
insert into merge (id, from_ticket, into_ticket, by_id, at, is_shared, state_before, ball_before, statement_before) values (912, 912, 901, 902, 2, true, 'open', 'provider', 901);
insert into merged_message (message_id, merge_id, from_ticket, into_ticket) values (912, 912, 912, 901);
insert into split (id, message_id, from_ticket, to_ticket, by_id, at) values (912, 901, 901, 912, 902, 2);
insert into ticket_link (id, from_ticket, to_ticket, kind, by_id, at) values (912, 901, 912, 'causes', 902, 2);
insert into referral (id, ticket_id, team_id, asked_by, words, at) values (912, 901, 901, 902, 'Please look at the switch', 2);
insert into assist (id, ticket_id, asked_by, helper_id, is_by_helpers, words, at, answer, answered_at, thanks, thanked_by, thanked_at) values (912, 901, 902, 901, true, 'Is it the left one?', 2, 'gave', 3, 'Quick!', 902, 4);
insert into mention (id, ticket_id, message_id, person_id, is_told, at) values (912, 901, 912, 902, true, 3);
insert into watcher (ticket_id, person_id, since, reason, added_by, merge_id) values (901, 901, 2, 'merged', 902, 912);
