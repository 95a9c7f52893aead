-- Saved views, snoozes, bulk deeds and what they undo.

-- single letters as keys; some people speak to their computer, and letters are words there
alter table person add column is_using_keys boolean not null default true;

-- How somebody likes their lists.
create table list_style (
  person_id bigint primary key references person (id),
  density text not null,               -- comfortable, compact
  facts text not null                  -- what a row shows: words with a blank between
);

create table saved_view (
  id identity,
  address text not null,               -- stands in its URL; nobody guesses it
  name text not null,
  query text not null,                 -- its filters, as in the URL of the queue
  person_id bigint not null references person (id),  -- who made it
  team_id bigint references team (id), -- shared with this team, which keeps it; none: its maker's alone
  created_at bigint not null,
  deleted_at bigint,
  deleted_by bigint references person (id),
  version bigint not null default 1
);
create unique index saved_view_address on saved_view (address);
create index saved_view_person on saved_view (person_id) where team_id is null and deleted_at is null;
create index saved_view_team on saved_view (team_id) where deleted_at is null;

-- The order in which somebody wants to see views.
create table view_place (
  person_id bigint not null references person (id),
  view_id bigint not null references saved_view (id),
  place bigint not null,
  primary key (person_id, view_id)
);

-- Out of one person's lists until then; nobody else notices.
create table snooze (
  person_id bigint not null references person (id),
  ticket_id bigint not null references ticket (id),
  until bigint not null,
  set_at bigint not null,
  primary key (person_id, ticket_id)
);
create index snooze_person on snooze (person_id, until, ticket_id);
create index snooze_ticket on snooze (ticket_id, until);

-- One deed on many tickets: what was asked, and by whom.
create table bulk_deed (
  id identity,
  person_id bigint not null references person (id),
  key text not null,                   -- sent twice, done once
  deed text not null,                  -- JSON
  list text not null default '',       -- the list it was done from
  at bigint not null,
  undone_at bigint
);
create unique index bulk_deed_key on bulk_deed (person_id, key);

-- What it did to each of them.
create table bulk_ticket (
  id identity,
  bulk_deed_id bigint not null references bulk_deed (id),
  ticket_id bigint not null references ticket (id),
  outcome text not null,               -- waiting, done, same, refused, undone, kept
  why text not null default '',        -- why it was refused or kept, in words
  before text not null default '',     -- JSON: how the ticket stood
  after text not null default ''       -- JSON: how the deed left it
);
create unique index bulk_ticket_deed on bulk_ticket (bulk_deed_id, ticket_id);
create index bulk_ticket_ticket on bulk_ticket (ticket_id);

-- A ticket's tags, one row each, with what lists of a team are ordered by. Triggers keep them as
-- the ticket is, whoever changes it.
create table ticket_tag (
  ticket_id bigint not null references ticket (id),
  tag text not null,
  team_id bigint references team (id),
  is_open boolean not null,
  priority bigint not null,
  primary key (ticket_id, tag)
);
create index ticket_tag_open on ticket_tag (team_id, tag, is_open, priority, ticket_id);
create index ticket_tag_list on ticket_tag (team_id, tag, ticket_id);

-- when its hold ended by itself
alter table ticket add column woke_at bigint;
create index ticket_team_wakes on ticket (team_id, wakes_at) where wakes_at is not null;
create index ticket_team_woke on ticket (team_id, woke_at) where woke_at is not null;
create index ticket_assignee_newest on ticket (assignee_id, is_open, id) where assignee_id is not null;
create index ticket_device_open on ticket (device_id, is_open, priority, id) where device_id is not null;
-- whose news is due first; whoever promised none comes last
create index ticket_news_team on ticket (team_id, (coalesce(news_by, 9007199254740991)), id) where is_open = true;
create index ticket_news_assignee on ticket (assignee_id, (coalesce(news_by, 9007199254740991)), id) where is_open = true;
