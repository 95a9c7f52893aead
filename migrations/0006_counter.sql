-- Reporting at the counter: who else is affected, first checks, work done at the desk.

-- Somebody whom a ticket stops too, besides whoever it is for. Taken back: ended_at.
create table affected (
  id identity,
  ticket_id bigint not null references ticket (id),
  person_id bigint not null references person (id),
  location_id bigint references location (id),
  scope text not null,                 -- as in impact_statement
  who text not null,
  hurts text not null default '',      -- empty: they were not asked
  words text not null default '',      -- what they see, for those who work on it
  at bigint not null,
  ended_at bigint
);
create unique index affected_once on affected (ticket_id, person_id) where ended_at is null;
create index affected_ticket on affected (ticket_id, id);
create index affected_person on affected (person_id, id) where ended_at is null;

-- How to get by until it is put right; the newest row of a ticket counts, empty words take it back.
create table workaround (
  id identity,
  ticket_id bigint not null references ticket (id),
  words text not null,
  by_id bigint not null references person (id),
  at bigint not null
);
create index workaround_ticket on workaround (ticket_id, id);

-- What people see go wrong with a kind of device, and what to look at first.
create table first_check (
  id identity,
  kind text not null,                  -- of device
  part text not null,                  -- symptom, check
  place bigint not null,               -- in its list, from 1
  words text not null,
  by_id bigint references person (id), -- none: it came with Footbridge
  at bigint not null,
  ended_at bigint
);
create index first_check_kind on first_check (kind, place) where ended_at is null;

-- What was tried at the desk before the ticket was sent, and did not help.
create table tried_check (
  id identity,
  ticket_id bigint not null references ticket (id),
  check_id bigint references first_check (id),
  words text not null,                 -- as they read then
  by_id bigint not null references person (id),
  at bigint not null
);
create index tried_check_ticket on tried_check (ticket_id, id);

-- One piece of work at a desk: put right there, or sent to IT.
create table desk_work (
  id identity,
  ticket_id bigint not null references ticket (id),
  by_id bigint not null references person (id),
  location_id bigint references location (id),
  kind text not null,                  -- of device
  device_id bigint references device (id),
  whom text not null,                  -- patron, colleague, self
  outcome text not null,               -- fixed, sent
  check_id bigint references first_check (id),
  fixed_by text not null default '',   -- what put it right
  minutes bigint,
  at bigint not null
);
create unique index desk_work_ticket on desk_work (ticket_id);
create index desk_work_location on desk_work (location_id, at, id);
create index desk_work_by on desk_work (by_id, at, id);
