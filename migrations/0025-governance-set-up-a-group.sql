-- A task and finish group can be set up in Kith, beside the groups that a year file names. Null: it came from a file.
alter table governance_group
  add column set_up_on date,
  add column set_up_because text,
  add column agency text references agency (key),
  add column owner_id uuid references person (id),
  add check (num_nulls(set_up_on, set_up_because, agency, owner_id) in (0, 4)),
  add check (set_up_on is null or kind = 'task-and-finish');

-- What was entered by mistake as evidence of a duty is taken back with a reason, and stays in the group's history.
alter table group_duty_evidence
  add column withdrawn_on date,
  add column withdrawn_because text,
  add check (num_nulls(withdrawn_on, withdrawn_because) in (0, 2));
