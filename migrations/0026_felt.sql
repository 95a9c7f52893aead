-- How it felt: the question by mail, words that are kept from those who helped, talks with their
-- outcome, and low marks that come again.

-- Since when mark and words are not for those who worked on the ticket; none: they may read them.
alter table feedback add column kept_at bigint;

-- What would be good enough, in the words of whoever asks.
alter table impact_statement add column good_enough text not null default '';

-- What came of a talk, and whether it is about words that are kept.
alter table task add column done_words text not null default '';
alter table task add column is_kept boolean not null default false;

-- The one question by mail about a ticket: planned when it is put right, then sent or left out.
create table felt_question (
  id identity,
  ticket_id bigint not null references ticket (id),
  person_id bigint not null references person (id),
  resolution_id bigint not null references resolution (id),
  due_at bigint,                         -- when it is asked; none: it was, or never will be
  sent_at bigint,
  left_out text not null default ''      -- why it was not sent, a word
);
create unique index felt_question_ticket on felt_question (ticket_id);
create index felt_question_due on felt_question (due_at) where due_at is not null;
create index felt_question_person on felt_question (person_id, sent_at);

-- When somebody was last asked by mail: whoever asks takes this row first, so that two cannot.
create table felt_asked (
  person_id bigint primary key references person (id),
  asked_at bigint not null
);

-- Low marks about one service again and again: somebody says what becomes of it.
create table felt_repeat (
  id identity,
  service_id bigint not null references service (id),
  found_at bigint not null,
  settled_by bigint references person (id),
  settled_at bigint,
  ending text not null default '',       -- problem, review or not
  reason text not null default '',       -- why not
  problem_id bigint references ticket (id),
  review_id bigint references review (id)
);
create unique index felt_repeat_open on felt_repeat (service_id) where settled_at is null;

-- The tickets with those marks.
create table felt_repeat_ticket (
  repeat_id bigint not null references felt_repeat (id),
  ticket_id bigint not null references ticket (id),
  primary key (ticket_id)
);
create index felt_repeat_ticket_repeat on felt_repeat_ticket (repeat_id);
create index feedback_at on feedback (at);
create index task_call_back on task (due_at) where is_call_back;
