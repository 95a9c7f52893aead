-- Meetings, what was decided, what was promised.

-- Nobody is there then: a holiday, or closed. Meetings that recur go round it.
alter table occasion add column is_closed boolean not null default false;

-- Meetings that recur. Each date that is near is a row of `meeting`.
create table meeting_series (
  id identity,
  relationship_id bigint not null references relationship (id),
  title text not null,
  recurs text not null,                -- weekly, fortnightly, monthly, nth_weekday, last_weekday, own
  rule text not null,                  -- RFC 5545, without DTSTART
  starts_at text not null,             -- local, YYYY-MM-DDTHH:MM
  until_on text not null default '',   -- local, YYYY-MM-DD; empty: until somebody ends it
  time_zone text not null,
  minutes bigint not null,
  place text not null default '',
  link text not null default '',
  skipping text not null,              -- on a day when one side is closed: move, leave_out, keep
  uid text not null,                   -- in every calendar, for good
  sequence bigint not null default 0,  -- counts what calendars were told
  planned_until bigint not null,       -- dates up to here are rows
  created_by bigint references person (id),
  created_at bigint not null,
  ended_by bigint references person (id),
  ended_at bigint,
  version bigint not null default 1
);
create index meeting_series_relationship on meeting_series (relationship_id, id);
create index meeting_series_due on meeting_series (planned_until) where ended_at is null;

create table meeting (
  id identity,
  relationship_id bigint not null references relationship (id),
  series_id bigint references meeting_series (id),
  slot_at bigint,                      -- when its series would have it; null: it is one of its own
  title text not null,
  starts_at bigint not null,
  minutes bigint not null,
  time_zone text not null,
  place text not null default '',
  link text not null default '',
  uid text not null,
  sequence bigint not null default 0,
  moved_why text not null default '',
  moved_at bigint,
  cancelled_why text not null default '',
  cancelled_by bigint references person (id), -- null: a holiday did
  cancelled_at bigint,
  held_by bigint references person (id),
  held_at bigint,                      -- from then on its agenda stays as it was
  agenda text not null default '',     -- JSON: what had written itself when it was held
  confirmed_by bigint references person (id),
  confirmed_at bigint,                 -- from then on its minutes stay as they are
  created_by bigint references person (id),
  created_at bigint not null,
  version bigint not null default 1
);
create unique index meeting_slot on meeting (series_id, slot_at);
create index meeting_uid on meeting (uid);
create index meeting_relationship on meeting (relationship_id, starts_at);
create index meeting_held on meeting (relationship_id, starts_at) where held_at is not null;

create table meeting_guest (
  meeting_id bigint not null references meeting (id),
  person_id bigint not null references person (id),
  part text not null,                  -- chair, minutes, member
  answer text,                         -- coming, maybe, cannot
  answer_words text not null default '',
  answered_at bigint,
  primary key (meeting_id, person_id)
);
create index meeting_guest_person on meeting_guest (person_id, meeting_id);

-- What a meeting talks about, in order: what writes itself (one row a kind) and what people add.
create table agenda_topic (
  id identity,
  meeting_id bigint not null references meeting (id),
  kind text not null,                  -- actions, impact, ..., or added
  position bigint not null,
  title text not null default '',
  why text not null default '',
  added_by bigint references person (id),
  added_at bigint,
  removed_by bigint references person (id),
  removed_at bigint,
  aside_by bigint references person (id),
  aside_at bigint,                     -- not this time
  notes text not null default '',
  notes_by bigint references person (id),
  notes_at bigint,
  version bigint not null default 1
);
create index agenda_topic_meeting on agenda_topic (meeting_id, position, id);

-- Lines that wrote themselves and are not for this time.
create table agenda_aside (
  meeting_id bigint not null references meeting (id),
  line text not null,                  -- what the line is known by
  by_id bigint not null references person (id),
  at bigint not null,
  primary key (meeting_id, line)
);

create table decision (
  id identity,
  meeting_id bigint not null references meeting (id),
  words text not null,
  agreed text not null default '',     -- who agreed
  by_id bigint not null references person (id),
  at bigint not null,
  removed_by bigint references person (id),
  removed_at bigint
);
create index decision_meeting on decision (meeting_id, id);

create table action_item (
  id identity,
  relationship_id bigint not null references relationship (id),
  meeting_id bigint references meeting (id),
  words text not null,
  owner_id bigint references person (id),
  due_on text not null default '',     -- YYYY-MM-DD
  ticket_id bigint references ticket (id),
  promised_by bigint not null references person (id),
  promised_at bigint not null,
  done_words text not null default '',
  done_by bigint references person (id),
  done_at bigint,
  dropped_by bigint references person (id),
  dropped_at bigint,                   -- it is not needed any more
  is_open boolean not null default true,
  reminded_before_at bigint,
  reminded_due_at bigint,
  reminded_over_at bigint,             -- that its day has passed
  version bigint not null default 1
);
create index action_item_relationship on action_item (relationship_id, is_open, due_on, id);
create index action_item_owner on action_item (owner_id, is_open, due_on, id);
create index action_item_meeting on action_item (meeting_id, id);
create index action_item_due on action_item (due_on) where is_open and reminded_over_at is null;

-- What was said about minutes after they were confirmed.
create table minutes_note (
  id identity,
  meeting_id bigint not null references meeting (id),
  words text not null,
  by_id bigint not null references person (id),
  at bigint not null
);
create index minutes_note_meeting on minutes_note (meeting_id, id);

-- The address of somebody's own calendar. Only what it hashes to is kept.
create table calendar_feed (
  person_id bigint primary key references person (id),
  secret_hash text not null,
  made_at bigint not null
);
create unique index calendar_feed_secret on calendar_feed (secret_hash);
