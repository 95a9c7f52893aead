insert into departure (person_id, same_as_id, former_email, by_id, at) values (902, 901, 'sample.y@it.example', 901, 1);
insert into retention_rule (kind, days) values ('sign_ins', 90);
