-- How tickets hang together: merged, split, linked, referred, assisted, mentioned, followed.

-- One ticket goes into another. What the first one was before is kept, so that undoing gives it back.
create table merge (
  id identity,
  from_ticket bigint not null references ticket (id),
  into_ticket bigint not null references ticket (id),
  by_id bigint not null references person (id),
  at bigint not null,
  is_shared boolean not null,          -- whether those of the first may read the second, and the other way round
  state_before text not null,
  ball_before text not null,
  on_hold_reason_before text,
  on_hold_note_before text not null default '',
  wakes_before bigint,
  news_before bigint,
  statement_before bigint references impact_statement (id),
  statement_made bigint references impact_statement (id),
  into_before text not null default '', -- impact, urgency, priority and promised news of the second, as JSON
  into_after text not null default '',
  undone_by bigint references person (id),
  undone_at bigint
);
create unique index merge_from on merge (from_ticket) where undone_at is null;
create index merge_from_all on merge (from_ticket, id);
create index merge_into on merge (into_ticket, id);

-- What people wrote on a merged ticket, and where it went.
create table merged_message (
  message_id bigint primary key references message (id),
  merge_id bigint not null references merge (id),
  from_ticket bigint not null references ticket (id),
  into_ticket bigint not null references ticket (id)
);
create index merged_message_from on merged_message (from_ticket, message_id);

create table split (
  id identity,
  message_id bigint not null references message (id),
  from_ticket bigint not null references ticket (id),
  to_ticket bigint not null references ticket (id),
  by_id bigint not null references person (id),
  at bigint not null
);
create unique index split_message on split (message_id);
create index split_from on split (from_ticket, id);
create index split_to on split (to_ticket, id);

-- duplicate_of, causes, blocks, parent_of, related: read from the first ticket to the second.
create table ticket_link (
  id identity,
  from_ticket bigint not null references ticket (id),
  to_ticket bigint not null references ticket (id),
  kind text not null,
  by_id bigint not null references person (id),
  at bigint not null,
  removed_by bigint references person (id),
  removed_at bigint
);
create unique index ticket_link_once on ticket_link (from_ticket, to_ticket, kind) where removed_at is null;
create index ticket_link_from on ticket_link (from_ticket, id);
create index ticket_link_to on ticket_link (to_ticket, id);

-- Another team is asked to do its part; the ticket stays where it is.
create table referral (
  id identity,
  ticket_id bigint not null references ticket (id),
  team_id bigint not null references team (id),
  asked_by bigint not null references person (id),
  words text not null,
  wanted_by bigint,
  at bigint not null,
  ended_by bigint references person (id),
  ended_at bigint,
  answer text not null default '',
  is_withdrawn boolean not null default false
);
create index referral_ticket on referral (ticket_id, id);
create unique index referral_team on referral (team_id, ticket_id) where ended_at is null;

-- A colleague on either side is asked for help.
create table assist (
  id identity,
  ticket_id bigint not null references ticket (id),
  asked_by bigint not null references person (id),
  helper_id bigint not null references person (id),
  -- whoever asked worked on the ticket themselves: then another agent works on it while asked
  is_by_helpers boolean not null,
  words text not null,
  at bigint not null,
  answer text,                         -- gave, cannot
  answer_words text not null default '',
  answered_at bigint,
  thanks text not null default '',
  thanked_by bigint references person (id),
  thanked_at bigint
);
create index assist_ticket on assist (ticket_id, id);
create index assist_helper on assist (helper_id, id);
create index assist_asked_by on assist (asked_by, id);

-- Who was named in a message, and why they were not told if they were not.
create table mention (
  id identity,
  ticket_id bigint not null references ticket (id),
  message_id bigint not null references message (id),
  person_id bigint not null references person (id),
  is_told boolean not null,
  at bigint not null
);
create unique index mention_once on mention (message_id, person_id);
create index mention_ticket on mention (ticket_id, id);

-- Why somebody follows a ticket: chosen, reported, added, mentioned, merged.
alter table watcher add column reason text not null default 'chosen';
alter table watcher add column added_by bigint references person (id);
alter table watcher add column merge_id bigint references merge (id);
-- Whom a merge brought along; the row on the ticket that went in stays as it was.
alter table affected add column merge_id bigint references merge (id);
create index affected_merge on affected (merge_id) where merge_id is not null;
create index watcher_merge on watcher (merge_id) where merge_id is not null;
