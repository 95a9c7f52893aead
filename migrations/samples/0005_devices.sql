insert into device (id, name, kind, location_id, service_id) values (901, 'Sample self-check 1', 'self_check', 901, 901);
update ticket set device_id = 901 where id = 901;
