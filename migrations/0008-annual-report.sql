create table guidance_edition (
  key          text primary key,
  title        text not null,
  in_force     text not null,
  until        text,
  note         text
);

-- head_checked is about the requirement's heading, wording_checked about the words beneath it: one can be verified without the other.
create table report_requirement (
  key          text primary key,
  edition      text not null references guidance_edition (key),
  number       integer not null,
  title        text not null,
  words        text not null,
  head_checked text not null check (head_checked in ('verified', 'recalled')),
  wording_checked text not null check (wording_checked in ('verified', 'recalled')),
  basis        text not null,
  -- Checked when the load ends, so that two requirements may change places in one load.
  unique (edition, number) deferrable initially deferred
);

-- content names the assembly that fills the section; title, order and the requirements it answers are the partnership's choice.
create table report_section (
  key          text primary key,
  year         text not null,
  content      text not null,
  position     integer not null,
  title        text not null,
  drawn_from   text not null,
  answers      text[] not null default '{}',
  unique (year, content)
);

create table passage (
  key          text primary key,
  year         text not null,
  section_key  text not null references report_section (key),
  position     integer not null,
  author_role  text not null,
  words        text not null
);

-- What the partnership can honestly say of one requirement for one year. Which records support it is counted from the report itself.
create table requirement_answer (
  key          text primary key,
  year         text not null,
  requirement  text not null references report_requirement (key),
  verdict      text not null check (verdict in ('answered', 'partly', 'not-answered')),
  words        text not null,
  missing      text,
  judged_by    text not null,
  unique (year, requirement),
  check (verdict = 'answered' or missing is not null)
);
