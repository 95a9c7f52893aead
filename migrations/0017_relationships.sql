-- A department that is helped and one that helps it, and what they have together.

create table relationship (
  id identity,
  customer_id bigint not null references department (id),
  provider_id bigint not null references department (id),
  purpose text not null default '',  -- what the two want of each other, in a sentence or two
  created_by bigint references person (id),
  created_at bigint not null,
  ended_by bigint references person (id),
  ended_at bigint,
  version bigint not null default 1
);
create unique index relationship_pair on relationship (customer_id, provider_id);
create index relationship_provider on relationship (provider_id);

-- A department that became part of another, with everything that was its own.
create table department_merge (
  from_id bigint primary key references department (id),
  into_id bigint not null references department (id),
  by_id bigint references person (id),
  at bigint not null
);
create index department_merge_into on department_merge (into_id);

-- A relationship that became part of another when its department did.
create table relationship_merge (
  from_id bigint primary key references relationship (id),
  into_id bigint not null references relationship (id),
  at bigint not null
);

-- What was counted of a month that is over, so that nobody counts it again.
create table relationship_month (
  relationship_id bigint not null references relationship (id),
  month text not null,               -- 2026-03
  figures text not null,             -- JSON
  counted_at bigint not null,
  primary key (relationship_id, month)
);

-- Something both sides want to reach.
create table goal (
  id identity,
  relationship_id bigint not null references relationship (id),
  statement text not null,
  measure text not null,             -- a live figure, or by_hand
  unit text not null default '',     -- of what is entered by hand
  from_value bigint not null,        -- hundredths
  to_value bigint not null,          -- hundredths
  by_on text not null,               -- a date, YYYY-MM-DD
  owner_customer_id bigint references person (id),
  owner_provider_id bigint references person (id),
  terms bigint not null default 1,   -- counts changes of what was agreed
  created_by bigint references person (id),
  created_at bigint not null,
  ending text,                       -- reached, given_up, replaced
  ending_words text not null default '',
  closed_by bigint references person (id),
  closed_at bigint,
  version bigint not null default 1
);
create index goal_relationship on goal (relationship_id, id);

-- Somebody of a side says that this is what they want, too.
create table goal_agreement (
  goal_id bigint not null references goal (id),
  side text not null,                -- customer, provider
  terms bigint not null,             -- of the goal as it was then
  by_id bigint not null references person (id),
  at bigint not null,
  primary key (goal_id, side, terms)
);

-- What somebody read and wrote down.
create table goal_reading (
  id identity,
  goal_id bigint not null references goal (id),
  read_on text not null,             -- a date, YYYY-MM-DD
  value bigint not null,             -- hundredths
  note text not null default '',
  by_id bigint not null references person (id),
  at bigint not null,
  removed_by bigint references person (id),
  removed_at bigint
);
create index goal_reading_goal on goal_reading (goal_id, read_on, id);

-- The goal that took another one's place.
create table goal_successor (
  goal_id bigint primary key references goal (id),
  next_id bigint not null references goal (id)
);

-- What of a department was put right, or came in, in a month.
create index ticket_department_resolved on ticket (department_id, resolved_at) where resolved_at is not null;
create index ticket_department_created on ticket (department_id, created_at, kind, service_id, location_id, device_id, team_id);
-- What somebody did in a while, by kind.
create index event_actor_at on event (actor_id, at, kind, ticket_id);
