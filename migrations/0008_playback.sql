-- What IT understood, confirmed or corrected; when news is due; when it got worse.

create table playback (
  id identity,
  ticket_id bigint not null references ticket (id),
  by_id bigint not null references person (id),
  words text not null,                 -- Markdown
  at bigint not null,
  answer text not null,                -- open, confirmed, corrected, replaced
  correction text not null default '',
  answered_by bigint references person (id),
  answered_at bigint
);
create index playback_ticket on playback (ticket_id, id);

-- How soon news is due, in working minutes; the most particular rule counts.
create table news_rule (
  id identity,
  priority bigint not null,            -- 1 to 4
  team_id bigint references team (id),
  service_id bigint references service (id),
  minutes bigint not null,
  set_by bigint references person (id),
  set_at bigint not null
);
create unique index news_rule_for on news_rule (coalesce(team_id, 0), coalesce(service_id, 0), priority);

-- What somebody on the spot said when it got worse.
create table worsening (
  id identity,
  ticket_id bigint not null references ticket (id),
  words text not null,
  since bigint not null,
  by_id bigint not null references person (id),
  at bigint not null
);
create index worsening_ticket on worsening (ticket_id, id);

-- The promise of news that was noted as missed, so that each is noted once.
alter table ticket add column news_missed bigint;
create index ticket_news_due on ticket (news_by)
  where is_open and news_by is not null and (news_missed is null or news_missed <> news_by);
