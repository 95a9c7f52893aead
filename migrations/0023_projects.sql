-- What both sides do together beyond single tickets.

create table project (
  id identity,
  relationship_id bigint not null references relationship (id),
  name text not null,
  aim text not null,
  customer_gives text not null default '',
  provider_gives text not null default '',
  customer_sponsor_id bigint references person (id),
  provider_sponsor_id bigint references person (id),
  state text not null,             -- planned, running, done, stopped
  state_words text not null default '',
  state_by bigint references person (id),
  state_at bigint not null,
  begun_by bigint references person (id),
  begun_at bigint not null,
  version bigint not null default 1
);
create index project_relationship on project (relationship_id, state, id);

-- Who takes part besides the sponsors; also people of neither department.
create table project_person (
  project_id bigint not null references project (id),
  person_id bigint not null references person (id),
  added_by bigint references person (id),
  added_at bigint not null,
  primary key (project_id, person_id)
);
create index project_person_person on project_person (person_id, project_id);

create table project_ticket (
  project_id bigint not null references project (id),
  ticket_id bigint not null references ticket (id),
  added_by bigint references person (id),
  added_at bigint not null,
  primary key (project_id, ticket_id)
);
create index project_ticket_ticket on project_ticket (ticket_id);

create table milestone (
  id identity,
  project_id bigint not null references project (id),
  name text not null,
  due_on text not null default '',  -- a day, 2026-12-01; empty: not said
  reached_words text not null default '',
  reached_by bigint references person (id),
  reached_at bigint,
  removed_by bigint references person (id),
  removed_at bigint,
  version bigint not null default 1
);
create index milestone_project on milestone (project_id, due_on, id);

-- The conversation of a project; what was decided stands out in it.
create table project_message (
  id identity,
  project_id bigint not null references project (id),
  author_id bigint references person (id),
  body text not null,               -- Markdown
  is_decision boolean not null,
  at bigint not null
);
create index project_message_project on project_message (project_id, id);
