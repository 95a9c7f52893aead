-- What is open and known, by the words in its subject: made anew from the rows, never backed up.
create table known_entry (
  ticket_id integer primary key,
  scopes text not null,                -- a JSON list: who may know of it
  words text not null                  -- a JSON list
) strict;
create table known_word (
  scope text not null,
  word text not null,
  ticket_id integer not null,
  primary key (scope, word, ticket_id)
) strict, without rowid;
