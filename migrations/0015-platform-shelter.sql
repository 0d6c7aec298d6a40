-- Records of the partnership's own work (meetings, decisions, actions, challenge, money): about no child, and yet not for
-- everybody. Row-level security keeps them by the same access table; sealing, conflicts and emergencies are for records
-- about people who did not choose to be in Kith, and stay with access_guard.

-- Whether a row with the columns agency and owner_id is within reach, by the lines of the access table. Every part that
-- names no column is asked once in a statement.
create function access_reach(kind text, action text) returns text language sql immutable as $f$
  select format($r$(
    (select access_grants(%1$L, %2$L, 'partnership', 'any'))
    or (agency = (select access_agency()) and (select access_grants(%1$L, %2$L, 'agency', 'any')))
    or (owner_id = (select access_person()) and agency = (select access_agency()) and (select access_grants(%1$L, %2$L, 'own', 'any')))
  )$r$, $1, $2)
$f$;

-- Puts a table with the columns agency and owner_id behind that reach. A module adds policies of its own for what the table
-- of grants cannot say: who sits in a group, what is published.
create procedure access_shelter(table_name text, kind text) language plpgsql as $$
begin
  execute format('alter table %I enable row level security', $1);
  execute format('create policy may_read on %I for select using (%s)', $1, access_reach($2, 'read'));
  execute format('create policy may_create on %I for insert with check (%s)', $1, access_reach($2, 'create'));
  execute format('create policy may_change on %I for update using (%s) with check (%s)', $1, access_reach($2, 'change'), access_reach($2, 'change'));
end $$;

-- Puts a table whose rows are part of such a record behind it: who reads the record reads them, and whoever could read the
-- record writes them, because the use case decides which part of it is theirs to write.
create procedure access_shelter_part(table_name text, parent_table text, parent_column text) language plpgsql as $$
begin
  execute format('alter table %I enable row level security', $1);
  execute format('create policy with_its_record on %I using (exists (select from %I p where p.id = %I offset 0)) with check (exists (select from %I p where p.id = %I offset 0))',
    $1, $2, $3, $2, $3);
end $$;
