-- Settings, imports, retention, people merged and made anonymous.

-- the audit trail of one thing
create index event_subject on event (subject, id);
