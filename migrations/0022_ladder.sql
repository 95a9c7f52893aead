-- When it is not working, and reviews that blame nobody.

-- A private way out of trouble: its owner's, and of those they invite.
create table ladder (
  id identity,
  owner_id bigint not null references person (id),
  relationship_id bigint not null references relationship (id),
  title text not null,
  words text not null,                 -- what goes wrong, in the owner's own words
  wants text not null default '',      -- what they ask for
  wants_on text not null default '',   -- by when, YYYY-MM-DD
  service_id bigint references service (id),
  location_id bigint references location (id),
  state text not null,                 -- climbing, resolved, accepted, coexisting
  created_at bigint not null,
  ended_at bigint,
  ended_by bigint references person (id),
  ended_words text not null default '',
  review_at bigint,                    -- when the question is asked again, where it coexists
  reminded_at bigint,
  version bigint not null default 1
);
create index ladder_owner on ladder (owner_id, id);
create index ladder_review on ladder (review_at) where reminded_at is null and review_at is not null;

create table ladder_ticket (
  ladder_id bigint not null references ladder (id),
  ticket_id bigint not null references ticket (id),
  primary key (ladder_id, ticket_id)
);

-- Whoever was let in; one that ended stays as a row.
create table ladder_guest (
  id identity,
  ladder_id bigint not null references ladder (id),
  person_id bigint not null references person (id),
  may_write boolean not null,
  words text not null,                 -- why
  invited_at bigint not null,
  seen_at bigint,
  ended_at bigint
);
create index ladder_guest_person on ladder_guest (person_id, ladder_id) where ended_at is null;
create index ladder_guest_ladder on ladder_guest (ladder_id, id);

-- What was done on a ladder, for those who may see it; in no other trail.
create table ladder_deed (
  id identity,
  ladder_id bigint not null references ladder (id),
  by_id bigint references person (id),
  kind text not null,                  -- ladder.begun, ladder.invited, rung.taken, ...
  words text not null default '',
  at bigint not null
);
create index ladder_deed_ladder on ladder_deed (ladder_id, id);

create table rung (
  id identity,
  ladder_id bigint not null references ladder (id),
  kind text not null,                  -- own_manager, it_manager, impact, praise, expectations, agreement, acceptance
  state text not null,                 -- ahead, taken, skipped
  wait_days bigint not null,
  skipped_words text not null default '',
  look_at bigint,                      -- when to look at it again
  reminded_at bigint,
  version bigint not null default 1
);
create unique index rung_kind on rung (ladder_id, kind);
create index rung_look on rung (look_at) where reminded_at is null and look_at is not null;

-- What was done and said on a rung.
create table rung_note (
  id identity,
  rung_id bigint not null references rung (id),
  by_id bigint not null references person (id),
  whom text not null,
  happened_on text not null,           -- YYYY-MM-DD
  words text not null,
  at bigint not null
);
create index rung_note_rung on rung_note (rung_id, id);

-- Every text a briefing ever had; the newest counts.
create table briefing (
  id identity,
  rung_id bigint not null references rung (id),
  addressee text not null,
  words text not null,
  is_from_record boolean not null,
  by_id bigint not null references person (id),
  at bigint not null
);
create index briefing_rung on briefing (rung_id, id);

create table worksheet (
  rung_id bigint primary key references rung (id),
  asks text not null default '',
  gives text not null default '',
  learned text not null default '',
  by_id bigint not null references person (id),
  at bigint not null,
  version bigint not null default 1
);

-- Looking back together.
create table review (
  id identity,
  relationship_id bigint not null references relationship (id),
  title text not null,
  service_id bigint references service (id),
  created_by bigint not null references person (id),
  created_at bigint not null,
  changed_at bigint not null,          -- what was agreed to before counts no longer
  published_at bigint,
  version bigint not null default 1
);
create index review_relationship on review (relationship_id, id);

create table review_ticket (
  review_id bigint not null references review (id),
  ticket_id bigint not null references ticket (id),
  primary key (review_id, ticket_id)
);
create index review_ticket_ticket on review_ticket (ticket_id);

create table review_person (
  id identity,
  review_id bigint not null references review (id),
  person_id bigint not null references person (id),
  side text not null,                  -- customer, provider
  invited_by bigint references person (id),
  invited_at bigint not null,
  seen_at bigint,
  agreed_at bigint,
  agreed_to bigint                     -- the mark of everything that was there to read
);
create unique index review_person_once on review_person (review_id, person_id);
create index review_person_person on review_person (person_id, review_id);

-- Everything that is written in a review, each piece for itself.
create table review_part (
  id identity,
  review_id bigint not null references review (id),
  kind text not null,                  -- story, helped, factor, own, change, moment
  sort text not null default '',       -- of a factor its kind, of one's own part the side
  words text not null,
  happened_at bigint,                  -- of a moment
  owner_id bigint references person (id), -- of a change
  due_on text not null default '',     -- of a change, YYYY-MM-DD
  done_at bigint,
  done_by bigint references person (id),
  done_words text not null default '',
  reminded_at bigint,
  consented_at bigint,                 -- of one's own part: its writer lets it be published
  by_id bigint not null references person (id),
  at bigint not null,
  removed_at bigint,
  version bigint not null default 1
);
create index review_part_review on review_part (review_id, id);
create index review_part_owner on review_part (owner_id, due_on) where kind = 'change' and done_at is null;

-- What a part said before, so that nothing is lost.
create table review_text (
  id identity,
  part_id bigint not null references review_part (id),
  words text not null,
  by_id bigint not null references person (id),
  at bigint not null
);
create index review_text_part on review_text (part_id, id);

-- What was said about a moment of the tickets: a note, or that it is put aside.
create table review_mark (
  review_id bigint not null references review (id),
  event_id bigint not null,
  is_aside boolean not null,
  words text not null default '',
  by_id bigint not null references person (id),
  at bigint not null,
  version bigint not null default 1,
  primary key (review_id, event_id)
);

-- What the tickets told when the review was published: it stays so, whatever becomes of them.
create table review_moment (
  review_id bigint not null references review (id),
  event_id bigint not null,
  primary key (review_id, event_id)
);

create table review_deed (
  id identity,
  review_id bigint not null references review (id),
  by_id bigint references person (id),
  kind text not null,
  words text not null default '',
  at bigint not null
);
create index review_deed_review on review_deed (review_id, id);
