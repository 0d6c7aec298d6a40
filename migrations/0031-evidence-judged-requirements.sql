-- What the business unit says of one requirement of the guidance for a year whose report assembles itself. A year file says
-- the same in requirement_answer, and comes first. Everybody reads it as soon as it is written, as the report itself.
create table requirement_judgement (
  id            uuid primary key,
  year          text not null check (year ~ '^20\d\d-\d\d$'),
  requirement   text not null references report_requirement (key),
  agency        text not null references agency (key),
  owner_id      uuid not null references person (id),
  version       integer not null default 1 check (version > 0),
  made_at       timestamptz not null,
  changed_at    timestamptz not null,
  verdict       text not null check (verdict in ('answered', 'partly', 'not-answered')),
  -- What is answered, and where it stands.
  words         text not null,
  missing       text,
  -- A post or a group, never a person's name.
  judged_by     text not null,
  published     boolean not null default true,
  unique (year, requirement),
  check (verdict = 'answered' or missing is not null)
);
call access_shelter('requirement_judgement', 'report-judgement');
create policy published_is_for_everybody on requirement_judgement for select using (published);
call access_history('requirement_judgement', 'report-judgement');
