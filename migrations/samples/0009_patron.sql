insert into patron_detail (key, ticket_id, by_id, is_internal, words, at) values ('bcdfghjklm', 901, 901, false, 'Sample patron', 1);
insert into patron_detail (key, is_internal, words, at, purged_at) values ('bcdfghjkln', false, '', 1, 2);
insert into patron_detail (key, ticket_id, by_id, is_internal, is_draft, words, at) values ('bcdfghjklp', 901, 901, true, true, 'Not sent yet', 1);
