-- What each person wants to be told, and how.

-- One thing to tell somebody: in their list, or in their next summary by mail.
create table notification (
  id identity,
  person_id bigint not null references person (id),
  ticket_id bigint not null references ticket (id),
  kind text not null,                  -- what it is to them: request, assigned, team, asked, following, reminder
  way text not null,                   -- app, digest
  words text not null,                 -- between mail- and -first in the translations
  who text not null,                   -- whoever did it, as they were called then
  said text not null default '',       -- the beginning of what was said
  reason text not null default '',
  other text not null default '',
  about bigint,                        -- the time it is about
  is_internal boolean not null,        -- only for those who work on the ticket
  at bigint not null,
  read_at bigint,                      -- opened, or written into a summary
  told_at bigint                       -- when the summary was written
);
create index notification_list on notification (person_id, way, id);
create index notification_unread on notification (person_id, ticket_id) where read_at is null and way = 'app';
create index notification_digest on notification (person_id, id) where told_at is null and way = 'digest';
create index notification_at on notification (at);

create table notification_choice (
  person_id bigint not null references person (id),
  kind text not null,
  way text not null,                   -- app, mail, digest, none
  primary key (person_id, kind)
);

-- When somebody wants no mail, and when their summary comes. Minutes after midnight, by their clock.
create table notification_person (
  person_id bigint primary key references person (id),
  quiet_from bigint,
  quiet_until bigint,
  is_critical_let_through boolean not null default true,
  digest_minute bigint not null default 480,
  digest_days text not null default '1 2 3 4 5', -- Monday is 1
  digest_due bigint,                   -- when the next summary is written; null: there is nothing for it
  digest_count bigint not null default 0,
  version bigint not null default 0    -- counts what was chosen; 0: nothing
);

-- Letters that wait until somebody's quiet hours end.
create table held_letter (
  id identity,
  person_id bigint not null references person (id),
  ticket_id bigint not null references ticket (id),
  is_internal boolean not null,
  letter text not null,                -- JSON, as a job has it
  until bigint not null
);
create index held_letter_person on held_letter (person_id, ticket_id, id);
