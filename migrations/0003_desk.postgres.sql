-- english stems without stop words, so that both engines find the same
create text search dictionary footbridge_stem (template = snowball, language = english);
create text search configuration footbridge (copy = simple);
alter text search configuration footbridge
  alter mapping for asciiword, word, hword_asciipart, hword_part, asciihword, hword with footbridge_stem;

create table ticket_search (
  ticket_id bigint primary key references ticket (id),
  open_words tsvector not null,
  inner_words tsvector not null
);
create index ticket_search_open on ticket_search using gin (open_words);
create index ticket_search_inner on ticket_search using gin (inner_words);
