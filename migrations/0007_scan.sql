-- Codes on devices and places, and what people without an account report by them.

-- What stands in the address on a label. A code that was replaced stays, so that the old label can
-- say so.
create table scan_code (
  id identity,
  token text not null unique,
  device_id bigint references device (id),      -- either this
  location_id bigint references location (id),  -- or this
  made_by bigint references person (id),
  made_at bigint not null,
  replaced_at bigint
);
create unique index scan_code_device on scan_code (device_id) where device_id is not null and replaced_at is null;
create unique index scan_code_location on scan_code (location_id) where location_id is not null and replaced_at is null;

create table scan_report (
  id identity,
  key text not null unique,            -- the form's own: sent twice is one report
  scan_code_id bigint not null references scan_code (id),
  device_id bigint references device (id),
  location_id bigint references location (id),
  symptom text not null,
  words text not null,                 -- without what looked like personal details
  is_cut boolean not null,             -- whether something was taken out
  answers text not null default '',    -- JSON: what was answered to the questions of the service
  state text not null,                 -- waiting, opened, counted, dropped
  reason text not null default '',     -- which rule made it wait
  ticket_id bigint references ticket (id),
  by_id bigint references person (id), -- staff who gave their name
  decided_by bigint references person (id),
  decided_at bigint,
  at bigint not null
);
create index scan_report_waiting on scan_report (id) where state = 'waiting';
create index scan_report_state on scan_report (state, id);
create index scan_report_code on scan_report (scan_code_id, at);
create index scan_report_ticket on scan_report (ticket_id, id) where ticket_id is not null;

-- Reports by network address (as a keyed hash), for an hour.
create table scan_try (
  id identity,
  subject text not null,
  at bigint not null
);
create index scan_try_subject on scan_try (subject, at);
create index scan_try_at on scan_try (at);
