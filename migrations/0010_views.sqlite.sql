insert into ticket_tag (ticket_id, tag, team_id, is_open, priority)
  select distinct t.id, j.value, t.team_id, t.is_open, t.priority
  from ticket t, json_each('[' || replace(json_quote(trim(t.tags)), ' ', '","') || ']') j
  where trim(t.tags) <> '' and j.value <> '';

create trigger ticket_tag_moves after update of team_id, is_open, priority on ticket
when new.tags <> ''
begin
  update ticket_tag set team_id = new.team_id, is_open = new.is_open, priority = new.priority
    where ticket_id = new.id;
end;

create trigger ticket_tag_changes after update of tags on ticket
when new.tags <> old.tags
begin
  delete from ticket_tag where ticket_id = new.id;
  insert into ticket_tag (ticket_id, tag, team_id, is_open, priority)
    select distinct new.id, j.value, new.team_id, new.is_open, new.priority
    from json_each('[' || replace(json_quote(trim(new.tags)), ' ', '","') || ']') j
    where j.value <> '';
end;
