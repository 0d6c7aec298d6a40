create table priority (
  key          text primary key,
  partnership  text not null references partnership (key),
  year         text not null,
  number       integer not null,
  kind         text not null check (kind in ('business', 'thematic', 'practice', 'key')),
  title        text not null,
  aim          text not null,
  rationale    text,
  -- Checked at the end of a load, so that two priorities can change places.
  unique (partnership, year, number) deferrable initially deferred
);

create table priority_line (
  priority_key text not null references priority (key),
  section      text not null check (section in ('entailed', 'done', 'impact', 'seeks', 'not-evidenced')),
  position     integer not null,
  words        text not null,
  measured     boolean not null default false,
  primary key (priority_key, section, position)
);
