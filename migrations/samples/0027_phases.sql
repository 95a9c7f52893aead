insert into ticket_phase (ticket_id, at, kind, state, ball, priority) select min(id), 1, 'incident', 'open', 'provider', 2 from ticket;
