-- Services, tickets, their conversations, and how it felt.

create table service (
  id identity,
  name text not null,
  description text not null default '',
  department_id bigint not null references department (id),
  team_id bigint references team (id),
  keywords text not null default '',   -- with commas between
  is_active boolean not null default true,
  version bigint not null default 1
);
create unique index service_name on service (lower(name));

create table ticket (
  id identity,                         -- the number people quote
  kind text not null,
  subject text not null,
  state text not null,
  is_open boolean not null,            -- new, open or on hold
  ball text not null,                  -- who has it: provider, requester, supplier, nobody
  on_hold_reason text,
  on_hold_note text not null default '',
  wakes_at bigint,
  impact bigint not null,
  urgency bigint not null,
  priority bigint not null,
  requester_id bigint not null references person (id),
  reporter_id bigint not null references person (id),
  department_id bigint references department (id),
  location_id bigint references location (id),
  service_id bigint references service (id),
  team_id bigint references team (id),
  assignee_id bigint references person (id),
  channel text not null,
  stopped text not null default '',    -- who is stopped, in short, for the queue
  excerpt text not null default '',    -- first words of the last public message
  news_by bigint,
  created_at bigint not null,
  updated_at bigint not null,
  first_response_at bigint,
  resolved_at bigint,
  closed_at bigint,
  reopened bigint not null default 0,
  tags text not null default '',       -- words with a blank before and after each
  version bigint not null default 1
);
-- One index for every list a person can open: whose, which part of life, then the keyset. Who has
-- the ball follows, so that counting never leaves the index.
create index ticket_open_team on ticket (team_id, is_open, priority, id, ball, state);
create index ticket_open on ticket (is_open, priority, id);
create index ticket_team on ticket (team_id, id);
create index ticket_team_state on ticket (team_id, state, id);
create index ticket_assignee on ticket (assignee_id, is_open, priority, id);
create index ticket_requester on ticket (requester_id, is_open, id);
create index ticket_reporter on ticket (reporter_id) where reporter_id <> requester_id;
create index ticket_department on ticket (department_id, is_open, id);
create index ticket_resolved_requester on ticket (requester_id, id) where state = 'resolved';
create index ticket_resolved_department on ticket (department_id, id) where state = 'resolved';
create index ticket_state on ticket (state, id);
create index ticket_wakes on ticket (wakes_at) where wakes_at is not null;

-- What was said about impact; the newest row of a ticket is the one that counts.
create table impact_statement (
  id identity,
  ticket_id bigint not null references ticket (id),
  words text not null,
  scope text not null,
  who text not null,
  workaround text not null,
  hurts text not null,
  hurts_note text not null default '',
  impact bigint not null,
  urgency bigint not null,
  priority bigint not null,
  by_id bigint not null references person (id),
  at bigint not null
);
create index impact_statement_ticket on impact_statement (ticket_id, id);

create table risk (
  id identity,
  statement_id bigint not null references impact_statement (id),
  kind text not null,
  likelihood text not null,
  consequence text not null,
  bites_on text not null default ''    -- a date, YYYY-MM-DD
);
create index risk_statement on risk (statement_id);

create table message (
  id identity,
  ticket_id bigint not null references ticket (id),
  author_id bigint not null references person (id),
  visibility text not null,            -- public, internal
  is_from_provider boolean not null,
  channel text not null,
  body text not null,                  -- Markdown, or the text of a mail
  html text not null default '',       -- the sanitised HTML of a mail
  cut text not null default '',        -- quote and signature that a mail carried
  raw_key text not null default '',    -- where the message as received is kept
  created_at bigint not null
);
create index message_ticket on message (ticket_id, id);

create table attachment (
  id identity,
  ticket_id bigint references ticket (id),
  message_id bigint references message (id),
  uploaded_by bigint references person (id),
  name text not null,
  media_type text not null,
  size bigint not null,
  content_id text not null default '',
  file_key text not null,
  created_at bigint not null
);
create index attachment_ticket on attachment (ticket_id, id);
create index attachment_staged on attachment (created_at) where ticket_id is null;

create table resolution (
  id identity,
  ticket_id bigint not null references ticket (id),
  by_id bigint not null references person (id),
  cause text not null,
  words text not null,
  at bigint not null,
  confirmed_at bigint,
  reopened_at bigint
);
create index resolution_ticket on resolution (ticket_id, id);

create table feedback (
  ticket_id bigint primary key references ticket (id),
  person_id bigint not null references person (id),
  score bigint not null,               -- 0 to 10
  lost_minutes bigint,
  words text not null default '',
  at bigint not null
);

create table watcher (
  ticket_id bigint not null references ticket (id),
  person_id bigint not null references person (id),
  since bigint not null,
  primary key (ticket_id, person_id)
);
create index watcher_person on watcher (person_id, ticket_id);

-- Every Message-ID in and out.
create table mail_message (
  message_id text primary key,
  ticket_id bigint not null references ticket (id),
  raw_hash text not null default '',
  is_incoming boolean not null,
  note text not null default '',
  at bigint not null
);
create index mail_message_hash on mail_message (raw_hash);

create table idempotency_key (
  person_id bigint not null references person (id),
  key text not null,
  request_hash text not null,
  ticket_id bigint not null,
  at bigint not null,
  primary key (person_id, key)
);
