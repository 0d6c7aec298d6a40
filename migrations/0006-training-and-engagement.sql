create table training_offer (
  key          text primary key,
  partnership  text not null references partnership (key),
  year         text not null,
  title        text not null,
  standing     text not null check (standing in ('delivered', 'commissioned', 'planned')),
  audience     text not null,
  effect       text not null,
  position     integer not null
);

create table channel (
  key          text primary key,
  partnership  text not null references partnership (key),
  year         text not null,
  name         text not null,
  cycle        text,
  audience     text not null,
  purpose      text not null,
  reach        text[] not null default '{}',
  position     integer not null
);
