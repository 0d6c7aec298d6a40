-- A task and finish group can be set up in Kith, beside the groups that a year file names. Null: it came from a file.
alter table governance_group
  add column set_up_on date,
  add column set_up_because text,
  add column agency text references agency (key),
  add column owner_id uuid references person (id),
  add check (num_nulls(set_up_on, set_up_because, agency, owner_id) in (0, 4)),
  add check (set_up_on is null or kind = 'task-and-finish');

-- Everybody reads groups. Files are loaded by nobody in particular; a person sets up only what the access table lets them.
alter table governance_group enable row level security;
create policy groups_are_public on governance_group for select using (true);
create policy loaded_from_files on governance_group for all
  using ((select access_person()) is null) with check ((select access_person()) is null);
create policy set_up_in_kith on governance_group for insert with check (
  set_up_on is not null and owner_id = (select access_person()) and agency = (select access_agency())
  and (select access_grants('governance-group', 'create', 'partnership', 'any')));

-- What was entered by mistake as evidence of a duty is taken back with a reason, and stays in the group's history.
alter table group_duty_evidence
  add column withdrawn_on date,
  add column withdrawn_because text,
  add check (num_nulls(withdrawn_on, withdrawn_because) in (0, 2));
