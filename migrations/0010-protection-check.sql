-- The check before a dismissal: HR asks about anybody, and learns one word at one fixed instant.

create table protection_token (
  id uuid primary key,
  org_id uuid not null references organisation on delete cascade,
  person_id uuid not null references person on delete cascade,
  token_hash bytea not null unique check (length(token_hash) = 32),
  label text not null check (length(label) between 1 and 60),
  made_at timestamptz not null,
  used_at timestamptz
);
comment on table protection_token is 'With it an HR system asks in the name of one person of HR, and can do nothing else. Only its hash is kept.';
create index protection_token_person on protection_token (person_id);
create index protection_token_org on protection_token (org_id);

create table protection_check (
  id uuid primary key,
  org_id uuid not null references organisation on delete cascade,
  by_person uuid not null references person on delete cascade,
  by_system boolean not null,
  kind text not null check (kind in ('dismissal', 'demotion', 'pay-cut', 'transfer', 'contract-end')),
  digest bytea not null check (length(digest) = 32),
  audited boolean not null,
  made_at timestamptz not null,
  release_at timestamptz not null,
  review_at timestamptz not null,
  frozen_until timestamptz not null,
  decided_at timestamptz,
  released_at timestamptz,
  answer text check (answer in ('clear', 'freeze')),
  end_agreed_at timestamptz,
  end_shows_at timestamptz,
  check (made_at < release_at and release_at < review_at and review_at < frozen_until),
  check ((released_at is null) = (answer is null)),
  check ((end_agreed_at is null) = (end_shows_at is null))
);
comment on table protection_check is 'HR wants to do something to somebody, and nobody here knows to whom: that stands only in the sealed copies. digest names exactly what was sent, so that sending it twice is once. audited is the lot: the answer is freeze whatever is said, and nobody is ever shown it. end_shows_at is when HR reads that a freeze has ended.';
create index protection_check_by on protection_check (by_person, made_at);
create index protection_check_org on protection_check (org_id, release_at);

create table protection_copy (
  check_id uuid not null references protection_check on delete cascade,
  org_id uuid not null references organisation on delete cascade,
  person_id uuid not null references person on delete cascade,
  sealed_bytes bytea not null check (length(sealed_bytes) = 18043),
  opened_at timestamptz,
  said text check (said in ('clear', 'freeze')),
  said_at timestamptz,
  may_end_at timestamptz,
  primary key (check_id, person_id),
  check ((said is null) = (said_at is null))
);
comment on table protection_copy is 'What HR asks, sealed to one of those who answer, all of one length. To whoever has no copy the check does not exist. may_end_at: for all they know the freeze may end.';
create index protection_copy_person on protection_copy (person_id);
create index protection_copy_org on protection_copy (org_id);
alter table protection_copy alter column sealed_bytes set storage external;

-- One kind of timer more than there were; core/decision.ts lists them all.
do $$ declare kinds text; begin
  select pg_get_expr(conbin, conrelid) into kinds from pg_constraint where conname = 'timer_kind_check';
  alter table timer drop constraint timer_kind_check;
  execute format('alter table timer add constraint timer_kind_check check (%s or kind = %L)', kinds, 'protection');
end $$;

do $$ declare t text; begin
  foreach t in array array['protection_token', 'protection_check', 'protection_copy'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own on %I using (org_id = current_org()) with check (org_id = current_org())', t);
    execute format('grant select, insert, update, delete on %I to tocsin_serve', t);
  end loop;
end $$;
