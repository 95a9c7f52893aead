-- Devices that people report about.

create table device (
  id identity,
  name text not null,                  -- as people at the desk call it: "Public PC 4"
  kind text not null,
  location_id bigint references location (id),
  service_id bigint references service (id),
  asset_tag text not null default '',  -- what its owner's inventory calls it
  is_active boolean not null default true,
  version bigint not null default 1
);
create unique index device_name on device (coalesce(location_id, 0), lower(name));
create index device_location on device (location_id, is_active, id);

alter table ticket add column device_id bigint references device (id);
create index ticket_device on ticket (device_id, id) where device_id is not null;
