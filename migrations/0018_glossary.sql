-- The words of both sides, how often they are looked up, and words that somebody did not know.

create table term (
  id identity,
  name text not null,
  name_key text not null,              -- what tells it apart: in small letters, an abbreviation as it is written
  side text not null,                  -- whose word it is: library, it, both
  is_abbreviation boolean not null,    -- its capitals matter
  to_library text not null default '', -- what it means, for those who work in the library
  to_it text not null default '',      -- the same for those who work in IT
  example text not null default '',
  synonyms text not null default '',   -- other ways to write it, one in a line
  keeper_id bigint references person (id),
  created_by bigint references person (id),
  created_at bigint not null,
  changed_by bigint references person (id),
  changed_at bigint not null,
  retired_by bigint references person (id),
  retired_at bigint,
  version bigint not null default 1
);
create unique index term_key on term (name_key);
create index term_name on term (lower(name), id);
create index term_keeper on term (keeper_id);

-- One row: counts every change of a word, so that what is kept in memory knows when it is old.
create table glossary_state (
  id bigint primary key,
  version bigint not null
);

-- That somebody looked a word up on a day. The mark says that it was the same person again, and
-- nobody can tell from it who that was.
create table term_open (
  term_id bigint not null references term (id),
  day bigint not null,                 -- days since 1970, there where the organisation is
  mark text not null,
  primary key (term_id, day, mark)
);
create index term_open_day on term_open (day, term_id);

-- A word that somebody did not know, until those who keep the words answered.
create table word_ask (
  id identity,
  word text not null,
  word_key text not null,              -- in small letters
  sentence text not null default '',   -- where it stood; only if whoever asked agreed
  asker_id bigint not null references person (id),
  asked_at bigint not null,
  outcome text,                        -- explained, not_needed; null: it waits
  term_id bigint references term (id),
  words text not null default '',      -- what was said to whoever asked
  answered_by bigint references person (id),
  answered_at bigint
);
create unique index word_ask_once on word_ask (asker_id, word_key) where answered_at is null;
create index word_ask_waiting on word_ask (word_key, id) where answered_at is null;
create index word_ask_asker on word_ask (asker_id, id);
create index word_ask_term on word_ask (term_id);
create index word_ask_at on word_ask (asked_at);

-- Whether somebody wants help with wording; no row: yes. Theirs alone.
create table wording_choice (
  person_id bigint primary key references person (id),
  is_on boolean not null,
  changed_at bigint not null
);
