-- Who we are: departments, teams, skills, providers.

-- What a department or a team says of itself. What a department is for stands in department.mission.
create table profile (
  id identity,
  department_id bigint references department (id),  -- either this
  team_id bigint references team (id),              -- or this
  mission text not null default '',      -- a team's
  come_for text not null default '',
  not_for text not null default '',
  proud_of text not null default '',
  worried_by text not null default '',
  judged_on text not null default '',
  changed_by bigint references person (id),
  changed_at bigint not null,
  version bigint not null default 1
);
create unique index profile_department on profile (department_id);
create unique index profile_team on profile (team_id);

-- How it is reached, and which way for what.
create table profile_way (
  profile_id bigint not null references profile (id),
  way text not null,                     -- mail, phone, chat, counter
  address text not null,
  use_for text not null default '',
  primary key (profile_id, way)
);

-- Its year: when it has most to do, or changes nothing.
create table busy_period (
  id identity,
  department_id bigint references department (id),  -- either this
  team_id bigint references team (id),              -- or this
  name text not null,
  means text not null default '',        -- what it means for the other side
  starts_on text not null,               -- a date, YYYY-MM-DD; of the first year, if yearly
  ends_on text not null,                 -- the last day of it
  is_yearly boolean not null,
  added_by bigint references person (id),
  added_at bigint not null,
  removed_by bigint references person (id),
  removed_at bigint,
  version bigint not null default 1
);
create index busy_period_department on busy_period (department_id) where removed_at is null;
create index busy_period_team on busy_period (team_id) where removed_at is null;

-- What somebody says of themselves in the directory.
create table person_card (
  person_id bigint primary key references person (id),
  about text not null default '',
  phone text not null default '',
  phone_for text not null default 'nobody',   -- everybody, helpers, nobody
  is_left_out boolean not null default false, -- of "who knows about this?"
  manager_id bigint references person (id),   -- where it is not who the roles say
  version bigint not null default 1
);

create table skill (
  id identity,
  name text not null
);
create unique index skill_name on skill (lower(name));

create table person_skill (
  id identity,
  person_id bigint not null references person (id),
  skill_id bigint not null references skill (id),
  suggested_by bigint references person (id), -- none: they said so themselves
  at bigint not null,
  accepted_at bigint                          -- none: a colleague thinks so
);
create unique index person_skill_person on person_skill (person_id, skill_id);
create index person_skill_skill on person_skill (skill_id);

create table team_skill (
  id identity,
  team_id bigint not null references team (id),
  skill_id bigint not null references skill (id),
  added_by bigint references person (id),
  at bigint not null
);
create unique index team_skill_team on team_skill (team_id, skill_id);
create index team_skill_skill on team_skill (skill_id);

-- How we work with a department that is another organisation.
create table supplier (
  department_id bigint primary key references department (id),
  contract text not null default '',     -- what the contract is called, and what it promises
  contract_until text not null default '', -- a date, YYYY-MM-DD
  hand_over text not null default '',    -- how to hand something over to them
  portal text not null default '',       -- a link with {number} where their number goes
  version bigint not null default 1
);

create table supplier_contact (
  id identity,
  department_id bigint not null references department (id),
  name text not null,
  email text not null,                   -- lower case
  phone text not null default '',
  use_for text not null default '',
  added_by bigint references person (id),
  added_at bigint not null,
  removed_by bigint references person (id),
  removed_at bigint,
  version bigint not null default 1
);
create index supplier_contact_department on supplier_contact (department_id) where removed_at is null;
create index supplier_contact_email on supplier_contact (email) where removed_at is null;

-- A ticket that was handed over to a provider by mail or by a call, and what the provider calls it.
create table hand_over (
  id identity,
  ticket_id bigint not null references ticket (id),
  department_id bigint not null references department (id),
  contact_id bigint not null references supplier_contact (id),
  way text not null default 'mail',      -- mail, phone
  email text not null,                   -- where the letter went; of a call empty
  subject text not null,
  words text not null,                   -- of a call: what they said
  by_id bigint references person (id),
  at bigint not null,
  noted_at bigint not null default 0,
  reference text not null default '',    -- their number
  found_reference text not null default '', -- what looks like one in their answer
  answered_at bigint
);
create index hand_over_ticket on hand_over (ticket_id, id);
