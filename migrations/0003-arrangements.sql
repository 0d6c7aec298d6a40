create table partnership (
  key          text primary key,
  name         text not null,
  short_name   text not null,
  area_code    text not null references area (code),
  live_from    text not null,
  office       text,
  note         text
);

create table partnership_area (
  partnership  text not null references partnership (key),
  area_code    text not null references area (code),
  position     integer not null,
  primary key (partnership, area_code)
);

create table partner (
  key          text primary key,
  partnership  text not null references partnership (key),
  agency       text not null references agency (key),
  standing     text not null check (standing in ('statutory', 'relevant')),
  position     integer not null,
  note         text
);

create table statement (
  key          text primary key,
  partnership  text not null references partnership (key),
  kind         text not null check (kind in ('vision', 'aim', 'approach', 'objective', 'pillar', 'duty-of-partners', 'scrutiny')),
  position     integer not null,
  words        text not null
);

create table governance_group (
  key          text primary key,
  partnership  text not null references partnership (key),
  name         text not null,
  kind         text not null check (kind in ('standing', 'task-and-finish')),
  purpose      text not null,
  accountable_to text references governance_group (key) deferrable initially deferred,
  meets        text,
  every_weeks  integer,
  position     integer not null,
  note         text
);

create table governance_group_duty (
  group_key    text not null references governance_group (key),
  position     integer not null,
  words        text not null,
  primary key (group_key, position)
);

create table governance_group_seat (
  group_key    text not null references governance_group (key),
  position     integer not null,
  seat         text not null,
  agency       text references agency (key),
  primary key (group_key, position)
);
