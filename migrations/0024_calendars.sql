-- Calendars: when help is there, public holidays, days that differ, and feeds of them.

create table calendar (
  id identity,
  name text not null,
  time_zone text not null,               -- an IANA name
  hours text not null,                   -- as calendar::WeeklyHours writes them
  country text not null default '',      -- whose public holidays are closed, ISO 3166-1; empty: none
  region text not null default '',       -- ISO 3166-2 without the country; empty: what all have
  is_usual boolean not null default false, -- for whatever has no calendar of its own
  is_active boolean not null default true,
  version bigint not null default 1
);
create unique index calendar_name on calendar (lower(name));
create unique index calendar_usual on calendar (is_usual) where is_usual;

-- An address from which days that differ are read.
create table day_feed (
  id identity,
  calendar_id bigint not null references calendar (id),
  name text not null,
  url text not null,
  added_by bigint references person (id),
  added_at bigint not null,
  next_at bigint,                        -- when it is read again; none: it was taken away
  read_at bigint,                        -- when it was last read well
  days bigint not null default 0,        -- how many it had then
  failures bigint not null default 0,    -- since then
  problem text not null default '',      -- why it could not be read, a word
  waiting text not null default ''       -- a version that shrank, until somebody says yes to it
);
create index day_feed_calendar on day_feed (calendar_id);
create index day_feed_next on day_feed (next_at) where next_at is not null;

-- Days that differ from the week.
create table calendar_day (
  id identity,
  calendar_id bigint not null references calendar (id),
  feed_id bigint references day_feed (id),  -- none: somebody noted it
  name text not null,
  starts_on text not null,               -- a date, YYYY-MM-DD
  ends_on text not null,                 -- the last day of it
  hours text not null default '',        -- when it is open all the same; empty: closed
  added_by bigint references person (id),
  added_at bigint not null,
  removed_by bigint references person (id),
  removed_at bigint
);
create index calendar_day_calendar on calendar_day (calendar_id, ends_on) where removed_at is null;

-- Whose calendar it is, and hours that count in place of its week.
alter table team add column hours text not null default '';
alter table department add column hours text not null default '';
alter table team add column calendar_id bigint references calendar (id);
alter table department add column calendar_id bigint references calendar (id);
alter table location add column calendar_id bigint references calendar (id);
