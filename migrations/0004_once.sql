-- A key may make something other than a ticket: a message too.
alter table idempotency_key rename column ticket_id to made_id;
