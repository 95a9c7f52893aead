insert into project (id, relationship_id, name, aim, state, state_at, begun_at) select 901, min(id), 'Sample self-check', 'Fewer queues', 'running', 1, 1 from relationship;
insert into project_person (project_id, person_id, added_at) values (901, 901, 1);
insert into milestone (id, project_id, name, due_on) values (901, 901, 'Sample choice made', '2026-12-01');
insert into project_message (project_id, author_id, body, is_decision, at) values (901, 901, 'Sample hello', false, 1);
