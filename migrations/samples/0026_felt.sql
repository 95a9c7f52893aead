insert into felt_question (ticket_id, person_id, resolution_id, sent_at) select 901, 901, min(id), 1 from resolution;
insert into felt_asked (person_id, asked_at) values (901, 1);
insert into felt_repeat (id, service_id, found_at) select 901, min(id), 1 from service;
insert into felt_repeat_ticket (repeat_id, ticket_id) values (901, 901);
update feedback set kept_at = 2 where ticket_id = 901;
