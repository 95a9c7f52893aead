insert into term (name, name_key, side, is_abbreviation, to_library, example, synonyms, keeper_id, created_by, created_at, changed_by, changed_at) select 'SIP2', 'SIP2', 'it', true, 'What a borrowing machine speaks', 'The SIP2 line is down', 'self-check protocol', min(id), min(id), 1000, min(id), 1000 from person;
insert into glossary_state (id, version) values (1, 1);
insert into term_open (term_id, day, mark) select min(id), 20000, 'x' from term;
insert into word_ask (word, word_key, sentence, asker_id, asked_at) select 'Stanza', 'stanza', 'The stanza is missing', min(id), 1000 from person;
insert into wording_choice (person_id, is_on, changed_at) select min(id), false, 1000 from person;
