-- Settings, imports, retention, people merged and made anonymous.

-- the audit trail of one thing
create index event_subject on event (subject, id);

-- what of closed tickets has become old
create index ticket_closed on ticket (closed_at) where closed_at is not null;

-- Whose name and address are gone, and why: made anonymous, or the same person as another.
create table departure (
  person_id bigint primary key references person (id),
  same_as_id bigint references person (id),
  former_email text not null default '',  -- of a double: mail from there still finds its person
  by_id bigint references person (id),
  at bigint not null
);
create index departure_email on departure (former_email) where former_email <> '';

-- How long each kind of thing is kept; no row or no days: for good.
create table retention_rule (
  kind text primary key,
  days bigint,
  ran_at bigint,
  removed bigint not null default 0      -- so far
);
