insert into relationship (customer_id, provider_id, purpose, created_at) select min(id), max(id), 'Words for all', 1000 from department;
