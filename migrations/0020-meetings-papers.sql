-- Papers of meetings. A paper belongs to a meeting and perhaps to an item of its agenda; what it says is kept in versions
-- that are only ever added, with their bytes, so that the backup, row-level security and the transaction hold for them.
-- See decision 13.

alter table meeting_item add unique (id, meeting_id);

create table meeting_paper (
  id            uuid primary key,
  meeting_id    uuid not null references meeting (id),
  item_id       uuid,
  title         text not null,
  -- Whose paper it is.
  agency        text not null references agency (key),
  made_at       timestamptz not null,
  withdrawn_at  timestamptz,
  withdrawn_by  text,
  withdrawn_because text,
  check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawn_because is null)),
  -- An item that leaves the agenda leaves its papers with the meeting.
  foreign key (item_id, meeting_id) references meeting_item (id, meeting_id) on delete set null (item_id)
);
create index meeting_paper_meeting on meeting_paper (meeting_id);

create table meeting_paper_version (
  paper_id      uuid not null references meeting_paper (id),
  version       integer not null check (version >= 1),
  file_name     text not null,
  -- What is in the file, as it was found out from the file itself.
  kind          text not null check (kind in ('pdf', 'docx', 'xlsx', 'pptx', 'png', 'jpeg', 'csv', 'text')),
  size          integer not null check (size > 0),
  sha256        text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- The beginning of its text, where it has one.
  preview       jsonb,
  -- Why it was put in place of the one before; null for the first.
  because       text,
  by_id         uuid not null references person (id),
  by_name       text not null,
  at            timestamptz not null,
  primary key (paper_id, version)
);

-- The bytes of a version, in pieces of a megabyte: no piece is ever held in memory together with all others in another form.
create table meeting_paper_bytes (
  paper_id      uuid not null,
  version       integer not null,
  piece         integer not null,
  bytes         bytea not null,
  primary key (paper_id, version, piece),
  foreign key (paper_id, version) references meeting_paper_version (paper_id, version)
);
-- Documents are packed already: packing them again costs time and saves nothing.
alter table meeting_paper_bytes alter column bytes set storage external;

call access_shelter_part('meeting_paper', 'meeting', 'meeting_id');
call access_shelter_part('meeting_paper_version', 'meeting_paper', 'paper_id');
call access_shelter_part('meeting_paper_bytes', 'meeting_paper', 'paper_id');
