-- Drafts, and answers that wait before they leave.

-- One row for each open page somebody writes on: two pages never share a row, so that a later save
-- overwrites nothing of another.
create table draft (
  id identity,
  person_id bigint not null references person (id),   -- whose words
  editor text not null,                -- ticket/7/reply
  ticket_id bigint references ticket (id),
  tab text not null default '',        -- the open page that wrote it last
  fields text not null,                -- JSON: pairs of name and text
  version bigint not null,             -- begins with the time: a number that is used again has another
  reason text not null default '',     -- why it came back: undone, refused
  shared_at bigint,                    -- since when colleagues may see and continue it
  taken_from_id bigint references person (id),
  saved_at bigint not null
);
create index draft_editor on draft (person_id, editor, saved_at);
create index draft_ticket on draft (ticket_id, person_id) where ticket_id is not null;
create index draft_shared on draft (ticket_id) where shared_at is not null;
create index draft_saved on draft (saved_at);

-- Words that leave in some seconds unless they are taken back. Nobody outside sees a row of this
-- table: what an answer does happens when it leaves.
create table outgoing (
  id identity,
  ticket_id bigint not null references ticket (id),
  author_id bigint not null references person (id),
  kind text not null,                  -- reply, resolution
  body text not null,
  cause text not null default '',
  is_asking boolean not null default false,   -- wait for an answer once it has left
  files text not null default '',      -- numbers of staged files, with commas between
  options text not null default '',    -- what else was chosen: named, even_so, tell_caused
  channel text not null,
  written_at bigint not null,
  leaves_at bigint not null,
  ended_at bigint                      -- left or taken back; its words are gone from here then
);
-- What an answer to many tickets left to wait on each; a number that is gone has left.
alter table bulk_ticket add column outgoing_id bigint;

create index outgoing_ticket on outgoing (ticket_id, id) where ended_at is null;
create index outgoing_ended on outgoing (ended_at) where ended_at is not null;
