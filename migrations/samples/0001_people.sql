insert into department (id, name, kind, is_provider) values (901, 'Sample library', 'internal', false), (902, 'Sample IT', 'internal', true);
insert into location (id, name, department_id, time_zone, hours) values (901, 'Sample branch', 901, 'Australia/Melbourne', 'Mon-Fri 09:00-18:00');
insert into team (id, name, department_id, email) values (901, 'Sample network', 902, 'network@it.example');
insert into person (id, name, email, department_id, location_id, created_at) values (901, 'Sample Ann', 'sample.ann@library.example', 901, 901, 1), (902, 'Sample Yusuf', 'sample.yusuf@it.example', 902, null, 1);
insert into role_grant (person_id, role, team_id, granted_at) values (902, 'agent', 901, 1);
insert into event (at, actor_id, actor, kind, subject, is_internal) values (1, 901, 'Sample Ann', 'person.signed_in', 'person 901', false);
