-- Who there is, where they work, what they may do, and what was done.

create table setting (
  name text primary key,
  value text not null
);

create table department (
  id identity,
  name text not null,
  kind text not null,              -- internal, outsourced
  is_provider boolean not null,    -- whether it gives help to others
  parent_id bigint references department (id),
  mission text not null default '',
  is_active boolean not null default true,
  version bigint not null default 1
);
create unique index department_name on department (lower(name));

create table location (
  id identity,
  name text not null,
  department_id bigint references department (id),
  parent_id bigint references location (id),
  address text not null default '',
  time_zone text not null,
  hours text not null default '',  -- as calendar::WeeklyHours reads them
  is_active boolean not null default true,
  version bigint not null default 1
);
create unique index location_name on location (lower(name));

create table team (
  id identity,
  name text not null,
  department_id bigint not null references department (id),
  email text not null default '',
  is_active boolean not null default true,
  version bigint not null default 1
);
create unique index team_name on team (lower(name));

create table person (
  id identity,
  name text not null,
  email text not null,             -- lower case
  title text not null default '',
  department_id bigint references department (id),
  location_id bigint references location (id),
  password text,                   -- a PHC string; null: no password set
  time_zone text not null default '',
  locale text not null default '',
  is_active boolean not null default true,
  created_at bigint not null,
  version bigint not null default 1
);
create unique index person_email on person (email);
create index person_name on person (lower(name), id);

-- A role, for everything or for one department or one team.
create table role_grant (
  id identity,
  person_id bigint not null references person (id),
  role text not null,
  department_id bigint references department (id),
  team_id bigint references team (id),
  granted_by bigint references person (id),
  granted_at bigint not null
);
create index role_grant_person on role_grant (person_id);
create index role_grant_team on role_grant (team_id);
create index role_grant_department on role_grant (department_id);

create table session (
  token_hash bytea primary key,    -- SHA-256 of the cookie
  person_id bigint not null references person (id),
  device text not null,
  created_at bigint not null,
  seen_at bigint not null,
  expires_at bigint not null,
  is_by_link boolean not null default false
);
create index session_person on session (person_id);

create table sign_in_link (
  token_hash bytea primary key,
  person_id bigint not null references person (id),
  expires_at bigint not null,
  used_at bigint
);

create table sign_in_attempt (
  id identity,
  subject text not null,           -- e-mail address or network address
  at bigint not null
);
create index sign_in_attempt_subject on sign_in_attempt (subject, at);

create table token (
  id identity,
  token_hash bytea not null unique,
  person_id bigint not null references person (id),
  name text not null,
  scopes text not null,            -- words with a blank between
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint,
  revoked_at bigint
);
create index token_person on token (person_id);

-- Everything that was done: the timeline of a ticket and the audit trail are queries on it.
create table event (
  id identity,
  at bigint not null,
  actor_id bigint references person (id),
  actor text not null,             -- the name at that time
  kind text not null,              -- e.g. ticket.assigned
  subject text not null,           -- e.g. person 7
  ticket_id bigint,
  is_internal boolean not null,
  before text not null default '',
  after text not null default '',
  request text not null default ''
);
create index event_ticket on event (ticket_id, id);
create index event_actor on event (actor_id, id);
create index event_kind on event (kind, id);
