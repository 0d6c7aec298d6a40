create table indicator_group (
  key          text primary key,
  title        text not null,
  says         text,
  position     integer not null
);

-- One row of the side-by-side page. Areas may answer it with different indicators; only equal definitions and periods may be joined.
create table snapshot_line (
  key          text primary key,
  title        text not null,
  group_key    text not null references indicator_group (key),
  position     integer not null,
  join_by      text not null check (join_by in ('sum', 'never')),
  never_because text,
  check ((join_by = 'never') = (never_because is not null))
);
create index snapshot_line_group on snapshot_line (group_key);

-- numerator and denominator are words; numerator_code and denominator_code name the indicators that count them, where they are held.
create table indicator (
  code         text primary key,
  line_key     text not null references snapshot_line (key),
  title        text not null,
  definition   text not null,
  numerator    text,
  denominator  text,
  numerator_code text references indicator (code) deferrable initially deferred,
  denominator_code text references indicator (code) deferrable initially deferred,
  unit         text not null check (unit <> ''),
  period_kind  text not null check (period_kind in ('in-year', 'at-date', 'not-stated')),
  part_of      text references indicator (code) deferrable initially deferred,
  parts        text check (parts in ('whole', 'some')),
  owner        text not null,
  edition      text not null,
  suppression  text not null check (suppression in ('small-numbers', 'none')),
  suppression_because text not null,
  decimals     integer not null default 0 check (decimals between 0 and 4),
  position     integer not null,
  check (part_of <> code)
);
create index indicator_line on indicator (line_key);

-- A rate, share or ratio that Kith works out from two figures of one area and period. Nobody types its value.
create table computed_measure (
  code         text primary key,
  title        text not null,
  definition   text not null,
  numerator_code text not null references indicator (code),
  denominator_code text not null references indicator (code),
  times        integer not null default 1 check (times > 0),
  over_times   integer not null default 1 check (over_times > 0),
  per          integer not null check (per > 0),
  unit         text not null check (unit <> ''),
  decimals     integer not null check (decimals between 0 and 4),
  position     integer not null
);
create index computed_measure_numerator on computed_measure (numerator_code);

-- A figure stands in the year that accounts for it and keeps the period that its source states, which may be another.
create table figure (
  id           bigint generated always as identity primary key,
  indicator_code text not null references indicator (code),
  area_code    text not null references area (code),
  period       text not null,
  account_year text not null,
  version      integer not null check (version > 0),
  value        numeric,
  not_known    text,
  numerator    numeric,
  denominator  numeric,
  about        boolean not null default false,
  source_key   text references source_document (key),
  place        text,
  load_id      bigint not null references load (id),
  recorded_at  timestamptz not null default now(),
  unique (indicator_code, area_code, period, account_year, version),
  check ((value is null) = (not_known is not null))
);
create trigger figure_is_append_only before update or delete on figure
  for each row execute function refuse_rewriting_history();
create trigger figure_is_never_emptied before truncate on figure
  for each statement execute function refuse_rewriting_history();
create index figure_account on figure (account_year, area_code);
create index figure_period on figure (period, area_code);

create view current_figure as
  select distinct on (indicator_code, area_code, period, account_year) *
  from figure order by indicator_code, area_code, period, account_year, version desc;

create table comparator (
  key          text primary key,
  indicator_code text not null references indicator (code),
  area_code    text not null references area (code),
  account_year text not null,
  against      text not null,
  value        numeric not null,
  note         text,
  source_key   text references source_document (key),
  place        text,
  position     integer not null
);
create index comparator_indicator on comparator (indicator_code, area_code, account_year);

create table quality_note (
  key          text primary key,
  words        text not null,
  kind         text not null check (kind in ('period', 'definition', 'missing', 'arithmetic', 'precision', 'source')),
  position     integer not null
);

-- What a note is about. An empty column means every one: a note without a line stands beside every figure of its area and period.
create table quality_note_about (
  note_key     text not null references quality_note (key),
  line_key     text references snapshot_line (key),
  area_code    text references area (code),
  period       text,
  account_year text,
  unique nulls not distinct (note_key, line_key, area_code, period, account_year),
  check (num_nonnulls(line_key, area_code, period, account_year) > 0)
);

-- repeat numbers rows that a publisher names alike (a breakdown lost on the way), in the order of the file.
create table published_figure (
  id           bigint generated always as identity primary key,
  -- Compared byte by byte: names are looked up, not put in a reader's order, and a file brings many thousands of them.
  area_code    text collate "C" not null,
  area_name    text not null,
  measure_id   text collate "C" not null,
  measure      text collate "C" not null,
  breakdown    text collate "C" not null,
  period       text collate "C" not null,
  repeat       integer not null default 1 check (repeat > 0),
  version      integer not null check (version > 0),
  value        numeric,
  flag         text,
  source       text not null,
  load_id      bigint not null references load (id),
  recorded_at  timestamptz not null default now(),
  unique (measure_id, measure, breakdown, area_code, period, repeat, version),
  check ((value is null) = (flag is not null))
);
create trigger published_figure_is_append_only before update or delete on published_figure
  for each row execute function refuse_rewriting_history();
create trigger published_figure_is_never_emptied before truncate on published_figure
  for each statement execute function refuse_rewriting_history();

create view current_published_figure as
  select distinct on (measure_id, measure, breakdown, area_code, period, repeat) *
  from published_figure order by measure_id, measure, breakdown, area_code, period, repeat, version desc;

-- What the list of published series says of each, so that showing it does not read every figure. Kept in step by the load that
-- writes the figures, in the same transaction; it can be made anew from them at any time.
create table published_series (
  measure_id   text collate "C" not null,
  measure      text collate "C" not null,
  breakdown    text collate "C" not null,
  first_period text collate "C" not null,
  last_period  text collate "C" not null,
  rows         integer not null check (rows > 0),
  areas        integer not null check (areas > 0),
  source       text not null,
  primary key (measure_id, measure, breakdown)
);

-- Which published series stands beside a line of the snapshot, and what must be said about the difference.
create table published_link (
  line_key     text not null references snapshot_line (key),
  position     integer not null,
  measure_id   text not null,
  measure      text not null,
  breakdown    text not null,
  unit         text not null,
  says         text not null,
  primary key (line_key, measure_id, measure, breakdown)
);
