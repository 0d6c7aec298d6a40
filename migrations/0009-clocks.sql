create table bank_holiday (
  day          date primary key,
  name         text not null,
  substitute   boolean not null default false
);

-- One clock of safeguarding work: what starts it, what stops it. How long it runs stands in its editions.
create table time_limit (
  key          text primary key,
  topic        text not null,
  title        text not null,
  starts       text not null,
  stops        text not null,
  note         text,
  checked_note text,
  -- Sources may come later in the same load.
  source_key   text references source_document (key) deferrable initially deferred,
  place        text,
  position     integer not null
);

-- What one edition of guidance, law or local procedure says of a clock. in_force and until are a day, month or year.
create table time_limit_edition (
  limit_key    text not null references time_limit (key),
  position     integer not null,
  title        text not null,
  in_force     text,
  until        text,
  amount       integer check (amount <> 0),
  unit         text check (unit in ('working-days', 'days', 'hours', 'weeks', 'months')),
  bound        text not null check (bound in ('by', 'not-before')),
  words        text,
  checked      text not null check (checked in ('verified', 'recalled')),
  primary key (limit_key, position),
  check ((amount is null) = (unit is null)),
  check (amount is not null or words is not null)
);
