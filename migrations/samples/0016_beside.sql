insert into occasion (id, title, matters, location_id, department_id, starts_at, ends_at) values (901, 'Sample exam week', 'Every seat is taken', 901, 901, 1, 2);
