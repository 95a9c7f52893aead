insert into relationship (customer_id, provider_id, purpose, created_at) select min(id), max(id), 'Words for all', 1000 from department;
insert into relationship_month (relationship_id, month, figures, counted_at) select min(id), '2026-03', '{}', 1000 from relationship;
insert into goal (id, relationship_id, statement, measure, from_value, to_value, by_on, created_at) select 901, min(id), 'Borrowing machines work', 'by_hand', 500, 100, '2026-12-31', 1000 from relationship;
insert into goal_agreement (goal_id, side, terms, by_id, at) values (901, 'customer', 1, 901, 1000);
insert into goal_reading (goal_id, read_on, value, by_id, at) values (901, '2026-06-01', 400, 901, 1000);
