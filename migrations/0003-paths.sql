-- Who is rung, in what order. A version is never changed once it has been in force.

create table path_version (
  id uuid primary key,
  org_id uuid not null references organisation on delete cascade,
  number integer not null,
  state text not null check (state in ('draft', 'proposed', 'in-force', 'superseded')),
  tiers jsonb not null,
  edited_by uuid references person on delete set null,
  edited_at timestamptz not null,
  proposed_by uuid references person on delete set null,
  proposed_at timestamptz,
  signed_by uuid references person on delete set null,
  in_force_at timestamptz,
  superseded_at timestamptz,
  unique (org_id, number),
  check (state in ('draft', 'proposed') or (signed_by is not null and signed_by <> proposed_by))
);
comment on table path_version is 'The escalation path. Two different people put a version in force.';
create unique index path_in_force on path_version (org_id) where state = 'in-force';
create index path_version_edited_by on path_version (edited_by);
create index path_version_proposed_by on path_version (proposed_by);
create index path_version_signed_by on path_version (signed_by);

create table path_slot (
  version_id uuid not null references path_version on delete cascade,
  org_id uuid not null references organisation on delete cascade,
  slot integer not null,
  tier integer not null,
  person_id uuid not null references person on delete cascade,
  recipient text not null,
  vk bytea not null,
  primary key (version_id, slot)
);
comment on table path_slot is 'Which keyholder stands at which slot of a version, with the key they had when it came into force.';
create index path_slot_person on path_slot (person_id);

do $$ declare t text; begin
  foreach t in array array['path_version', 'path_slot'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own on %I using (org_id = current_org()) with check (org_id = current_org())', t);
    execute format('grant select, insert, update, delete on %I to tocsin_serve', t);
  end loop;
end $$;
