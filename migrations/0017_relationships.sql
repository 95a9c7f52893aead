-- A department that is helped and one that helps it, and what they have together.

create table relationship (
  id identity,
  customer_id bigint not null references department (id),
  provider_id bigint not null references department (id),
  purpose text not null default '',  -- what the two want of each other, in a sentence or two
  created_by bigint references person (id),
  created_at bigint not null,
  ended_by bigint references person (id),
  ended_at bigint,
  version bigint not null default 1
);
create unique index relationship_pair on relationship (customer_id, provider_id);
create index relationship_provider on relationship (provider_id);
