-- Patron details, kept apart: what was marked ||...|| stands here and nowhere else. In every other
-- table there is a token with the key.

create table patron_detail (
  id identity,
  key text not null unique,            -- as in the token
  ticket_id bigint references ticket (id),  -- null: in a draft of a report, or about no ticket
  by_id bigint references person (id), -- who wrote it
  is_internal boolean not null,        -- written in a note
  is_draft boolean not null default false,  -- in words that are not sent yet: gone with them
  words text not null,                 -- empty once purged
  at bigint not null,
  purged_at bigint
);
create index patron_detail_ticket on patron_detail (ticket_id, id);
create index patron_detail_kept on patron_detail (ticket_id, at) where purged_at is null;
