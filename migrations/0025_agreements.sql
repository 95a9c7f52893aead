-- What two sides agreed on: what one can expect of the other, and what each gives for it.

create table agreement (
  id identity,
  kind text not null,                    -- sla, ola, contract
  name text not null,
  provider_id bigint not null references department (id),
  provider_team_id bigint references team (id),  -- between teams; none: the whole department
  customer_id bigint not null references department (id),
  customer_team_id bigint references team (id),
  state text not null,                   -- draft, negotiated, agreed, under_review, ended
  state_words text not null default '',  -- why it is looked at again, or why it ended
  review_on text not null default '',    -- when it is looked at next; that of a version, until a review says another day
  ended_on text not null default '',     -- its last day, where somebody ended it
  created_by bigint references person (id),
  created_at bigint not null,
  changed_by bigint references person (id),
  changed_at bigint not null,
  version bigint not null default 1      -- counts every change that somebody has to have read
);
create index agreement_customer on agreement (customer_id, provider_id, kind);
create index agreement_provider on agreement (provider_id);
create index agreement_state on agreement (state);

-- What it says. Once both sides said yes to one it is never changed: the next one is.
create table agreement_version (
  id identity,
  agreement_id bigint not null references agreement (id),
  number bigint not null,                -- from 1
  side text not null,                    -- whose draft it is: customer, provider
  starts_on text not null,               -- its first day, YYYY-MM-DD
  ends_on text not null default '',      -- its last day; empty: until further notice
  review_on text not null default '',
  calendar_id bigint references calendar (id),   -- in whose open hours time is counted; none: the team's
  made_by bigint references person (id),
  made_at bigint not null,
  offered_at bigint,                     -- since when the other side sees it
  agreed_at bigint,                      -- when the second side said yes
  dropped_by bigint references person (id),
  dropped_at bigint                      -- nobody goes on with it
);
create unique index agreement_version_number on agreement_version (agreement_id, number);

-- What it covers; no row: every service of the provider.
create table agreement_service (
  version_id bigint not null references agreement_version (id),
  service_id bigint not null references service (id),
  primary key (version_id, service_id)
);
create index agreement_service_service on agreement_service (service_id);

create table agreement_target (
  version_id bigint not null references agreement_version (id),
  measure text not null,                 -- first_response, next_update, resolution
  priority bigint not null,              -- 1 to 4
  ticket_kind text not null default '',  -- service_request; empty: whatever has no number of its own
  minutes bigint not null check (minutes > 0),  -- of open hours
  primary key (version_id, measure, priority, ticket_kind)
);

create table agreement_clause (
  id identity,
  version_id bigint not null references agreement_version (id),
  kind text not null,                    -- excluded, provider_promises, customer_promises, other
  number bigint not null,                -- from 1, within its kind
  root_id bigint references agreement_clause (id),  -- the same point where it was first written; none: here
  words text not null
);
create index agreement_clause_version on agreement_clause (version_id);
create index agreement_clause_root on agreement_clause (root_id);

-- What somebody says about a point while it is worked on.
create table agreement_comment (
  id identity,
  agreement_id bigint not null references agreement (id),
  clause_id bigint references agreement_clause (id),  -- where the point was first written; none: the whole
  words text not null,
  by_id bigint not null references person (id),
  at bigint not null,
  settled_by bigint references person (id),
  settled_at bigint
);
create index agreement_comment_agreement on agreement_comment (agreement_id);
create index agreement_comment_clause on agreement_comment (clause_id);

-- Who said yes for a side, to which version.
create table agreement_approval (
  id identity,
  version_id bigint not null references agreement_version (id),
  side text not null,                    -- customer, provider
  person_id bigint not null references person (id),
  signatory text not null default '',    -- of a supplier who signed on paper: who did
  at bigint not null,
  withdrawn_by bigint references person (id),
  withdrawn_at bigint
);
create index agreement_approval_version on agreement_approval (version_id);
create unique index agreement_approval_side on agreement_approval (version_id, side)
  where withdrawn_at is null;

-- What somebody has read of what is worked on, to show them what changed since.
create table agreement_look (
  agreement_id bigint not null references agreement (id),
  person_id bigint not null references person (id),
  lines text not null,                   -- JSON: what it said then, line by line
  at bigint not null,
  primary key (agreement_id, person_id)
);
