-- Work for later, written in the transaction that causes it.

create table job (
  id identity,
  kind text not null,
  payload text not null,           -- JSON
  state text not null,             -- waiting, running, dead
  run_at bigint not null,
  attempts bigint not null default 0,
  claimed_until bigint,
  last_error text not null default '',
  created_at bigint not null
);
create index job_due on job (state, run_at, id);
