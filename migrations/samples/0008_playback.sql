insert into playback (id, ticket_id, by_id, words, at, answer, correction, answered_by, answered_at) values (901, 901, 902, 'All three machines, since opening', 1, 'corrected', 'Two of the three', 901, 2);
insert into news_rule (priority, team_id, service_id, minutes, set_by, set_at) values (1, 901, null, 15, 901, 1);
insert into worsening (ticket_id, words, since, by_id, at) values (901, 'Exams start on Monday', 1, 901, 1);
update ticket set news_missed = 1 where id = 901;
