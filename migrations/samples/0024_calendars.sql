insert into calendar (id, name, time_zone, hours, country, region) values (901, 'Sample hours', 'Australia/Melbourne', 'Mon-Fri 09:00-17:00', 'AU', 'VIC');
insert into day_feed (id, calendar_id, name, url, added_at, next_at) values (901, 901, 'Sample feed', 'https://example.org/days.ics', 1, 2);
insert into calendar_day (calendar_id, feed_id, name, starts_on, ends_on, added_at) values (901, null, 'Sample day', '2026-12-24', '2026-12-24', 1), (901, 901, 'Sample feed day', '2026-12-31', '2026-12-31', 1);
update team set calendar_id = 901 where id = 901;
