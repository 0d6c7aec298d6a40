create table theme (
  key          text primary key,
  name         text not null,
  meaning      text not null,
  position     integer not null
);

create table practice_review (
  key          text primary key,
  partnership  text not null references partnership (key),
  year         text not null,
  kind         text not null check (kind in ('local-child-safeguarding-practice-review', 'learning-review', 'rapid-review')),
  label        text not null,
  question     text not null,
  position     integer not null
);

create table practice_review_point (
  review_key   text not null references practice_review (key),
  section      text not null check (section in ('learning', 'action')),
  position     integer not null,
  words        text not null,
  owner        text,
  due          text,
  effect       text,
  primary key (review_key, section, position)
);

create table audit (
  key          text primary key,
  partnership  text not null references partnership (key),
  year         text not null,
  title        text not null,
  carried_out  text,
  purpose      text not null,
  repeat_due   text,
  position     integer not null
);

create table audit_finding (
  audit_key    text not null references audit (key),
  position     integer not null,
  side         text not null check (side in ('working-well', 'to-develop')),
  words        text not null,
  primary key (audit_key, position)
);

-- A theme is seen in a learning point, an action or a finding. place names the row by section (or side) and position.
create table theme_sighting (
  theme_key    text not null references theme (key),
  record_kind  text not null check (record_kind in ('practice-review', 'audit')),
  record_key   text not null,
  section      text not null,
  position     integer not null,
  primary key (theme_key, record_kind, record_key, section, position)
);
