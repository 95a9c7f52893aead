-- Praise, tours, placements and ideas, and news that is about no ticket.

-- News for one person that is about no ticket: what it says stays where it leads.
create table tiding (
  id identity,
  person_id bigint not null references person (id),
  kind text not null default 'asked',  -- what it is to them, as in notification: asked, reminder
  way text not null default 'app',     -- how they are told beside their list: app (not at all), mail, digest
  words text not null,                 -- after tiding- in the translations
  who text not null,                   -- whoever did it, as they were called then; empty: nobody is named
  about text not null default '',      -- what the sentence names; never anything private
  said text not null default '',       -- what was said with it; never anything private
  due_on text not null default '',     -- by when, YYYY-MM-DD
  meets_at bigint,                     -- when it takes place
  href text not null,
  at bigint not null,
  read_at bigint,
  told_at bigint                       -- when the summary was written
);
create index tiding_list on tiding (person_id, id);
create index tiding_unread on tiding (person_id, id) where read_at is null;
create index tiding_digest on tiding (person_id, id) where told_at is null and way = 'digest';
create index tiding_at on tiding (at);

-- A tour of the other side.
create table tour (
  id identity,
  relationship_id bigint not null references relationship (id),
  host text not null,                  -- the side that shows: customer, provider
  is_asked boolean not null,           -- asked for by the other side, not offered by this one
  title text not null,
  place text not null default '',
  questions text not null default '',  -- one on each line
  minutes bigint not null,
  most_people bigint not null,
  state text not null,                 -- open, agreed, done, withdrawn
  state_by bigint not null references person (id),
  state_at bigint not null,
  reason text not null default '',     -- why it was withdrawn
  starts_at bigint,                    -- agreed on
  saw text not null default '',        -- the diary
  surprised text not null default '',
  answers text not null default '',
  created_by bigint not null references person (id),
  created_at bigint not null,
  version bigint not null default 1
);
create index tour_list on tour (relationship_id, state, id);

create table tour_stop (
  id identity,
  tour_id bigint not null references tour (id),
  position bigint not null,
  name text not null,
  note text not null default ''
);
create index tour_stop_tour on tour_stop (tour_id, position);

-- A time that one side proposed, and what the other said.
create table tour_date (
  id identity,
  tour_id bigint not null references tour (id),
  starts_at bigint not null,
  by_id bigint not null references person (id),
  side text not null,                  -- whose proposal: customer, provider, both
  at bigint not null,
  answer text,                         -- accepted, replaced; null: it waits
  answered_by bigint references person (id),
  answered_at bigint
);
create index tour_date_tour on tour_date (tour_id, id);

create table tour_guest (
  tour_id bigint not null references tour (id),
  person_id bigint not null references person (id),
  at bigint not null,
  primary key (tour_id, person_id)
);

-- What became of it, who and when.
create table tour_step (
  id identity,
  tour_id bigint not null references tour (id),
  state text not null,
  words text not null default '',
  by_id bigint not null references person (id),
  at bigint not null
);
create index tour_step_tour on tour_step (tour_id, id);

-- A few hours a week with the other side.
create table placement (
  id identity,
  relationship_id bigint not null references relationship (id),
  person_id bigint not null references person (id),
  side text not null,                  -- the side the person comes from
  host_id bigint not null references person (id),
  aims text not null,
  starts_on text not null,             -- 2026-11-30
  ends_on text not null,
  weekday bigint not null,             -- Monday is 1
  begins bigint not null,              -- minutes after midnight
  minutes bigint not null,             -- a week
  time_zone text not null,
  state text not null,                 -- proposed, agreed, ended, withdrawn
  state_by bigint not null references person (id),
  state_at bigint not null,
  reason text not null default '',
  learnt text not null default '',
  created_by bigint not null references person (id),
  created_at bigint not null,
  version bigint not null default 1
);
create index placement_list on placement (relationship_id, state, id);

-- Who agreed, as what: person, host, keeper_customer, keeper_provider.
create table placement_agreement (
  placement_id bigint not null references placement (id),
  part text not null,
  by_id bigint not null references person (id),
  at bigint not null,
  primary key (placement_id, part)
);

create table placement_entry (
  id identity,
  placement_id bigint not null references placement (id),
  by_id bigint not null references person (id),
  words text not null,
  at bigint not null,
  shared_by bigint references person (id),
  shared_at bigint
);
create index placement_entry_placement on placement_entry (placement_id, id);

-- Thanks for something specific. Private until its receiver says otherwise.
create table praise (
  id identity,
  relationship_id bigint not null references relationship (id),
  giver_id bigint not null references person (id),
  receiver_id bigint references person (id),     -- one of these three
  team_id bigint references team (id),
  department_id bigint references department (id),
  side text not null,                  -- of whoever is thanked: customer, provider
  attribute text not null,
  words text not null,
  is_only_for_receiver boolean not null,
  ticket_id bigint references ticket (id),
  assist_id bigint references assist (id),
  tour_id bigint references tour (id),
  once text not null,                  -- what makes two of it one
  given_at bigint not null,
  sharing text not null default 'private', -- private, team, everybody
  decided_by bigint references person (id),
  decided_at bigint,
  version bigint not null default 1
);
create unique index praise_once on praise (giver_id, once);
create index praise_given on praise (giver_id, id);
create index praise_received on praise (receiver_id, id);
create index praise_team on praise (team_id, id);
create index praise_department on praise (department_id, id);
create index praise_ticket on praise (ticket_id, id);
create index praise_assist on praise (assist_id);
create index praise_stream on praise (relationship_id, sharing, id);

-- Every decision about who may read it.
create table praise_decision (
  id identity,
  praise_id bigint not null references praise (id),
  sharing text not null,
  by_id bigint not null references person (id),
  at bigint not null
);
create index praise_decision_praise on praise_decision (praise_id, id);

-- Something that could be better, and what became of it.
create table idea (
  id identity,
  relationship_id bigint not null references relationship (id),
  words text not null,
  side text not null,                  -- where it came from: customer, provider, both
  noted_by bigint not null references person (id),
  noted_at bigint not null,
  ticket_id bigint references ticket (id),
  tour_id bigint references tour (id),
  placement_id bigint references placement (id),
  owner_id bigint references person (id),
  state text not null default 'noted', -- noted, tried, adopted, declined
  state_by bigint references person (id),
  state_at bigint,
  reason text not null default '',
  once text not null,
  version bigint not null default 1
);
create unique index idea_once on idea (noted_by, once);
create index idea_list on idea (relationship_id, id);
create index idea_state on idea (relationship_id, state, id);
create index idea_owner on idea (owner_id, id);
create index idea_tour on idea (tour_id, id);
create index idea_placement on idea (placement_id, id);

create table idea_step (
  id identity,
  idea_id bigint not null references idea (id),
  state text not null,
  words text not null default '',
  by_id bigint not null references person (id),
  at bigint not null
);
create index idea_step_idea on idea_step (idea_id, id);

create table idea_support (
  idea_id bigint not null references idea (id),
  person_id bigint not null references person (id),
  at bigint not null,
  primary key (idea_id, person_id)
);

-- A look back, thirty and ninety days after a decision.
create table idea_look (
  id identity,
  idea_id bigint not null references idea (id),
  days bigint not null,
  due_at bigint not null,
  reminded_at bigint,
  answer text,                         -- held, partly, not
  words text not null default '',
  answered_by bigint references person (id),
  answered_at bigint
);
create index idea_look_idea on idea_look (idea_id, id);
create index idea_look_due on idea_look (due_at) where reminded_at is null and answer is null;
