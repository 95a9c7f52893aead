insert into meeting_series (id, relationship_id, title, recurs, rule, starts_at, time_zone, minutes, skipping, uid, planned_until, created_at) select 901, min(id), 'Words for all', 'weekly', 'FREQ=WEEKLY', '2026-01-05T10:00', 'Australia/Melbourne', 60, 'move', 'sample@x', 1000, 1000 from relationship;
insert into meeting (id, relationship_id, series_id, slot_at, title, starts_at, minutes, time_zone, uid, created_at) select 901, min(id), 901, 1000, 'Words for all', 1000, 60, 'Australia/Melbourne', 'sample@x', 1000 from relationship;
insert into meeting_guest (meeting_id, person_id, part) values (901, 901, 'chair');
insert into agenda_topic (id, meeting_id, kind, position) values (901, 901, 'impact', 1);
insert into agenda_aside (meeting_id, line, by_id, at) values (901, 'line', 901, 1000);
insert into decision (meeting_id, words, by_id, at) values (901, 'Words for all', 901, 1000);
insert into action_item (relationship_id, meeting_id, words, promised_by, promised_at) select min(id), 901, 'Words for all', 901, 1000 from relationship;
insert into minutes_note (meeting_id, words, by_id, at) values (901, 'Words for all', 901, 1000);
insert into calendar_feed (person_id, secret_hash, made_at) values (901, '00', 1000);
