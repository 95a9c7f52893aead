-- What is open and known, by the words in its subject: made anew from the rows, never backed up.
create table known_entry (
  ticket_id bigint primary key,
  scopes text not null,                -- a JSON list: who may know of it
  words text not null                  -- a JSON list
);
create table known_word (
  scope text not null,
  word text not null,
  ticket_id bigint not null,
  primary key (scope, word, ticket_id)
);
