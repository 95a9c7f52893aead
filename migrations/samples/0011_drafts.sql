insert into draft (id, person_id, editor, ticket_id, fields, version, saved_at) values (901, 902, 'ticket/901/reply', 901, '[["body","We are on it"]]', 1, 1);
insert into outgoing (id, ticket_id, author_id, kind, body, channel, written_at, leaves_at) values (901, 901, 902, 'reply', 'On our way', 'web', 1, 16000000);
