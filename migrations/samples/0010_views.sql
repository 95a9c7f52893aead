insert into list_style (person_id, density, facts) values (901, 'compact', 'place assignee');
insert into saved_view (id, address, name, query, person_id, team_id, created_at) values (901, 'sample', 'Sample: printers', 'phase=open', 901, 901, 1);
insert into view_place (person_id, view_id, place) values (901, 901, 1);
insert into snooze (person_id, ticket_id, until, set_at) values (902, 901, 5, 1);
insert into bulk_deed (id, person_id, key, deed, at) values (901, 901, 'sample', '{"kind":"add_tag","tag":"sample"}', 1);
insert into bulk_ticket (bulk_deed_id, ticket_id, outcome) values (901, 901, 'done');
update ticket set tags = ' sample ' where id = 901;
