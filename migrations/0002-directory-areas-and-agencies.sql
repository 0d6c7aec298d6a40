create table area (
  code         text primary key,
  name         text not null,
  short_name   text not null,
  kind         text not null check (kind in ('local-authority', 'partnership', 'region', 'country', 'police')),
  dfe_number   text,
  profile      text,
  position     integer not null default 0
);

create table agency (
  key          text primary key,
  name         text not null,
  kind         text not null,
  from_date    text,
  to_date      text,
  succeeded_by text references agency (key) deferrable initially deferred,
  note         text
);
