-- How long what was found in accepted returns is kept: each authority says it for its own, and until it has, nothing is removed.
create table return_retention (
  id            uuid primary key,
  agency        text not null unique references agency (key),
  owner_id      uuid not null references person (id),
  -- Months after a return was accepted.
  months        integer not null check (months between 1 and 120),
  -- An inquiry or a court asks for what there is: nothing is removed meanwhile.
  held          boolean not null,
  because       text not null,
  set_at        timestamptz not null,
  set_by        text not null
);
call access_shelter('return_retention', 'return-retention');
call access_history('return_retention', 'return-retention');

alter table return_receipt add column findings_removed_at timestamptz;

-- Removes what was found in returns that are kept long enough, by the clock and for nobody in particular, and gives which returns
-- these were. The two newest of a kind stay, so that the next upload and the newest one have something to be compared with. A new
-- period, or the end of a hold, can be looked at for thirty days before anything goes by it.
create function return_remove_old_findings(at timestamptz) returns table (id uuid, agency text)
  language sql security definer set search_path = public, pg_temp as $$
  with due as (
    select r.id, r.agency from return_receipt r join return_retention t on t.agency = r.agency
    where r.findings_removed_at is null and not t.held and t.set_at <= $1 - interval '30 days'
      and r.accepted_at <= $1 - make_interval(months => t.months)
      and (select count(*) from return_receipt n
           where n.agency = r.agency and n.return_kind = r.return_kind and n.accepted_at > r.accepted_at) >= 2
  ), gone as (delete from return_finding f using due where f.upload_id = due.id),
  -- What the check says of the return as a whole stays, but for words that stood in its cells.
  lighter as (update return_upload u set outcome = u.outcome - 'unknown' from due where u.id = due.id)
  update return_receipt r set findings_removed_at = $1 from due where r.id = due.id returning r.id, r.agency
$$;
