-- What helps right now, beside a ticket: what is on at a place or in a department.

create table occasion (
  id identity,
  title text not null,                 -- "Exam week"
  matters text not null default '',    -- how it matters, in a sentence
  location_id bigint references location (id),
  department_id bigint references department (id),
  starts_at bigint not null,
  ends_at bigint not null,
  is_active boolean not null default true,
  version bigint not null default 1
);
create index occasion_ends on occasion (ends_at) where is_active;
