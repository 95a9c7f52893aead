-- Tasks, time, answers, recurring tickets, custom fields, templates.

-- Words that help again: for people asking to find, or for those who help to put into a reply.
create table answer (
  id identity,
  title text not null,
  words text not null,                 -- Markdown with {{placeholders}}
  team_id bigint references team (id), -- whose it is; null: everybody's
  service_id bigint references service (id),
  is_public boolean not null,          -- people asking may find it
  is_active boolean not null default true,
  used bigint not null default 0,      -- how often it was put into a reply
  by_id bigint not null references person (id),
  created_at bigint not null,
  updated_at bigint not null,
  version bigint not null default 1
);
create index answer_title on answer (lower(title), id);

-- Which stems stand in which answer: the same search on every engine, each look-up bounded.
create table answer_word (
  answer_id bigint not null references answer (id),
  word text not null,
  weight bigint not null,              -- more in the title
  is_public boolean not null,          -- public and in use
  primary key (answer_id, word)
);
create index answer_word_word on answer_word (word, is_public, answer_id);

-- A step of a ticket.
create table task (
  id identity,
  ticket_id bigint not null references ticket (id),
  position bigint not null,
  title text not null,
  owner_id bigint references person (id),
  due_at bigint,
  is_shown boolean not null,           -- the requester sees it as a step
  by_id bigint not null references person (id),
  created_at bigint not null,
  done_at bigint,
  done_by_id bigint references person (id),
  reminded_at bigint,                  -- its owner was told that it is due
  team_id bigint references team (id), -- a talk that this team owes, also after the ticket is over
  is_call_back boolean not null default false
);
create index task_ticket on task (ticket_id, position, id);
create index task_owner on task (owner_id, due_at, id) where done_at is null;
create index task_team on task (team_id, due_at, id) where done_at is null;
create index task_due on task (due_at) where done_at is null and reminded_at is null;

-- Steps to put on a ticket at once.
create table checklist (
  id identity,
  name text not null,
  lines text not null,                 -- one step on each line
  kind text,                           -- for tickets of this kind only
  service_id bigint references service (id),
  team_id bigint references team (id), -- whose it is; null: everybody's
  is_shown boolean not null,
  is_active boolean not null default true,
  version bigint not null default 1
);
create unique index checklist_name on checklist (lower(name));

-- Minutes somebody spent on a ticket.
create table time_entry (
  id identity,
  ticket_id bigint not null references ticket (id),
  person_id bigint not null references person (id),
  minutes bigint not null,
  note text not null default '',
  at bigint not null
);
create index time_entry_ticket on time_entry (ticket_id, id);

-- How an entry was before it was put right.
create table time_correction (
  id identity,
  entry_id bigint not null references time_entry (id),
  minutes bigint not null,
  note text not null,
  by_id bigint not null references person (id),
  at bigint not null
);
create index time_correction_entry on time_correction (entry_id, id);

-- Teams that note the time they spend, where not everybody does.
create table team_time (
  team_id bigint primary key references team (id),
  by_id bigint references person (id),
  since bigint not null
);

-- What is asked about tickets of a service besides what is asked about all.
create table custom_field (
  id identity,
  service_id bigint references service (id), -- null: of every service
  key text not null,                   -- as programs know it
  label text not null,
  help text not null default '',
  type text not null,
  unit text not null default '',       -- of numbers
  asked_of text not null,              -- requester, agents, both
  required_at text not null,           -- never, report, resolution
  kind text,                           -- for tickets of this kind only
  position bigint not null,
  is_active boolean not null default true,
  version bigint not null default 1
);
create unique index custom_field_key on custom_field (key);
create index custom_field_service on custom_field (service_id, position, id);

-- A field is shown only where another one has a value.
create table custom_field_condition (
  field_id bigint primary key references custom_field (id),
  other_id bigint not null references custom_field (id),
  value text not null                  -- as people read it
);

create table custom_field_choice (
  id identity,
  field_id bigint not null references custom_field (id),
  position bigint not null,
  label text not null,
  is_active boolean not null default true
);
create index custom_field_choice_field on custom_field_choice (field_id, position, id);

-- What was answered. What it means is kept with it, so that it stays readable when its field or
-- choice changes.
create table custom_value (
  id identity,
  ticket_id bigint not null references ticket (id),
  field_id bigint not null references custom_field (id),
  type text not null,                  -- of the field when it was answered
  value text not null,                 -- for programs: a number, a date, an id
  shown text not null,                 -- for people
  by_id bigint references person (id),
  at bigint not null
);
create index custom_value_ticket on custom_value (ticket_id, field_id, id);

-- A ticket that is ready to open.
create table ticket_template (
  id identity,
  name text not null,
  about text not null default '',      -- when to use it, for whoever chooses
  kind text not null,
  subject text not null,
  words text not null,
  service_id bigint references service (id),
  location_id bigint references location (id),
  team_id bigint references team (id), -- works on it, and keeps the template
  tags text not null default '',
  scope text not null,
  who text not null,
  workaround text not null,
  hurts text not null,
  is_public boolean not null,          -- people asking may order it
  is_active boolean not null default true,
  version bigint not null default 1
);
create unique index ticket_template_name on ticket_template (lower(name));

create table template_task (
  id identity,
  template_id bigint not null references ticket_template (id),
  position bigint not null,
  title text not null,
  due_days bigint,                     -- after it is opened
  is_shown boolean not null
);
create index template_task_template on template_task (template_id, position, id);

create table template_value (
  id identity,
  template_id bigint not null references ticket_template (id),
  field_id bigint not null references custom_field (id),
  value text not null                  -- as typed into the form
);
create index template_value_template on template_value (template_id, id);

-- A ticket that opens by itself.
create table recurrence (
  id identity,
  template_id bigint not null references ticket_template (id),
  choice text not null,                -- how the rule was chosen; own: typed
  rule text not null,                  -- RFC 5545, without DTSTART
  starts_at text not null,             -- local, YYYY-MM-DDTHH:MM
  ends_on text not null default '',    -- local date; empty: for ever
  location_id bigint references location (id),
  time_zone text not null,
  owner_id bigint not null references person (id),
  assignee_id bigint references person (id),
  is_paused boolean not null default false,
  next_at bigint,                      -- null: there is none any more
  version bigint not null default 1
);
create index recurrence_next on recurrence (next_at) where next_at is not null and not is_paused;

-- What opened when: the key keeps an occurrence from opening twice.
create table recurrence_run (
  recurrence_id bigint not null references recurrence (id),
  occurs_at bigint not null,
  ticket_id bigint not null references ticket (id),
  missed bigint not null,              -- earlier dates that passed unopened
  opened_at bigint not null,
  primary key (recurrence_id, occurs_at)
);
