-- What clocks need to know of a ticket's past: a row whenever any of it changed. Nothing is ever
-- changed or taken away here.
create table ticket_phase (
  id identity,
  ticket_id bigint not null references ticket (id),
  at bigint not null,                    -- from then on
  kind text not null,
  state text not null,
  on_hold_reason text,
  ball text not null,                    -- who has it: provider, requester, supplier, nobody
  priority bigint not null,
  service_id bigint,
  team_id bigint,
  department_id bigint                   -- of those who asked
);
create index ticket_phase_ticket on ticket_phase (ticket_id, id);

-- Of what was there before only this much is known: opened, resolved, closed.
insert into ticket_phase (ticket_id, at, kind, state, on_hold_reason, ball, priority, service_id,
  team_id, department_id)
  select id, created_at, kind,
    case when state in ('resolved', 'closed', 'cancelled') then 'open' else state end,
    case when state = 'on_hold' then on_hold_reason end,
    case when state in ('resolved', 'closed', 'cancelled') then 'provider' else ball end,
    priority, service_id, team_id, department_id from ticket;
insert into ticket_phase (ticket_id, at, kind, state, on_hold_reason, ball, priority, service_id,
  team_id, department_id)
  select id, resolved_at, kind, 'resolved', null, 'requester', priority, service_id, team_id,
    department_id from ticket where resolved_at is not null and state in ('resolved', 'closed');
insert into ticket_phase (ticket_id, at, kind, state, on_hold_reason, ball, priority, service_id,
  team_id, department_id)
  select id, coalesce(closed_at, updated_at), kind, state, null, 'nobody', priority, service_id,
    team_id, department_id from ticket where state in ('closed', 'cancelled');
