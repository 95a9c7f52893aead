insert into ticket_tag (ticket_id, tag, team_id, is_open, priority)
  select distinct t.id, w.tag, t.team_id, t.is_open, t.priority
  from ticket t, regexp_split_to_table(trim(t.tags), ' +') as w (tag)
  where w.tag <> '';

create or replace function ticket_tag_follow() returns trigger language plpgsql as $$
begin
  if new.tags <> old.tags then
    delete from ticket_tag where ticket_id = new.id;
    insert into ticket_tag (ticket_id, tag, team_id, is_open, priority)
      select distinct new.id, w.tag, new.team_id, new.is_open, new.priority
      from regexp_split_to_table(trim(new.tags), ' +') as w (tag) where w.tag <> '';
  else
    update ticket_tag set team_id = new.team_id, is_open = new.is_open, priority = new.priority
      where ticket_id = new.id;
  end if;
  return null;
end $$;

create trigger ticket_tag_follows after update of tags, team_id, is_open, priority on ticket
  for each row when (new.tags <> '' or old.tags <> '') execute function ticket_tag_follow();
