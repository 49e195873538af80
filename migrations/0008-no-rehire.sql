-- No rehire with due process: keyed hashes of people, what recruiters asked, and who answers them.

alter table person add column central_desk boolean not null default false;
alter table person add column recruiter boolean not null default false;
alter table person add constraint person_recruiter_apart
  check (not (recruiter and (central_desk or admin or protection or board)));

create table no_rehire_key (
  one boolean primary key default true check (one),
  key_id bytea not null check (length(key_id) = 8),
  made_at timestamptz not null
);
comment on table no_rehire_key is 'Which key the hashes of this installation are made with: the first bytes of a hash of it. The key itself is in a file outside the database.';

create function all_hashes(list bytea[]) returns boolean language sql immutable
  as $$ select cardinality(list) > 0 and bool_and(length(h) = 32) from unnest(list) h $$;

create table no_rehire (
  id uuid primary key,
  org_id uuid not null references organisation on delete cascade,
  key_id bytea check (length(key_id) = 8),
  person_hashes bytea[] check (cardinality(person_hashes) <= 32 and all_hashes(person_hashes)),
  reference_hash bytea check (length(reference_hash) = 32),
  legal_entity text check (length(legal_entity) between 1 and 200),
  basis_clause text check (basis_clause ~ '^[0-9A-Za-z][0-9A-Za-z.()-]{0,39}$'),
  finding_level smallint check (finding_level = 6),
  decided_by uuid references person on delete no action,
  decided_with uuid references person on delete no action check (decided_with <> decided_by),
  decided_at timestamptz not null,
  told_at timestamptz not null check (told_at >= decided_at),
  contest_until timestamptz not null check (contest_until > told_at),
  contested_at timestamptz check (contested_at >= told_at),
  contest_outcome text check (contest_outcome in ('upheld', 'overturned')),
  heard_by uuid references person on delete no action,
  heard_with uuid references person on delete no action check (heard_with <> heard_by),
  heard_at timestamptz,
  appeal_state text check (appeal_state in ('none', 'upheld')),
  review_at timestamptz not null,
  reviewed_by uuid references person on delete no action,
  reviewed_with uuid references person on delete no action check (reviewed_with <> reviewed_by),
  reviewed_at timestamptz,
  rung_at timestamptz,
  erased_at timestamptz,
  why_erased text check (why_erased in ('overturned', 'review', 'key-lost')),
  unique (org_id, reference_hash),
  -- Not later than five years after the decision, or after the last review.
  constraint no_rehire_review check (
    review_at at time zone 'UTC' <= coalesce(reviewed_at, decided_at) at time zone 'UTC' + interval '5 years'),
  constraint no_rehire_heard check (erased_at is not null or (num_nulls(contest_outcome, heard_by, heard_with, heard_at) in (0, 4)
    and (contest_outcome is null or contested_at is not null))),
  -- Erased, only the id, the dates and the word why stay.
  constraint no_rehire_erased check (case when erased_at is null
    then why_erased is null and num_nulls(key_id, person_hashes, reference_hash, legal_entity, basis_clause,
      finding_level, decided_by, decided_with, appeal_state) = 0 and num_nulls(reviewed_by, reviewed_with, reviewed_at) in (0, 3)
    else why_erased is not null and num_nonnulls(key_id, person_hashes, reference_hash, legal_entity, basis_clause,
      finding_level, decided_by, decided_with, appeal_state, contest_outcome, heard_by, heard_with, reviewed_by, reviewed_with) = 0 end)
);
comment on table no_rehire is 'A person who is not taken on again: keyed hashes of who it is, and what the rules need. No name, no words, no case. reference_hash is the hash of a code that only the case''s papers and the person''s letter hold.';
create index no_rehire_decided_by on no_rehire (decided_by);
create index no_rehire_decided_with on no_rehire (decided_with);
create index no_rehire_heard_by on no_rehire (heard_by);
create index no_rehire_heard_with on no_rehire (heard_with);
create index no_rehire_reviewed_by on no_rehire (reviewed_by);
create index no_rehire_reviewed_with on no_rehire (reviewed_with);

create table recruiter_token (
  id uuid primary key,
  org_id uuid not null references organisation on delete cascade,
  token_hash bytea not null unique check (length(token_hash) = 32),
  purpose text not null default 'recruiter-check' check (purpose = 'recruiter-check'),
  label text not null check (length(label) between 1 and 60),
  person_id uuid not null references person on delete cascade,
  made_by uuid references person on delete set null,
  made_at timestamptz not null,
  used_on date,
  revoked_at timestamptz
);
comment on table recruiter_token is 'Lets a system of HR ask, in the name of one recruiter and for nothing else. Only the hash of the token is kept, and the day of its last use.';
create index recruiter_token_org on recruiter_token (org_id);
create index recruiter_token_person on recruiter_token (person_id);
create index recruiter_token_made_by on recruiter_token (made_by);

create table recruiter_check (
  id uuid primary key,
  org_id uuid not null references organisation on delete cascade,
  person_id uuid not null references person on delete cascade,
  token_id uuid references recruiter_token on delete set null,
  at timestamptz not null,
  due_at timestamptz not null check (due_at > at),
  key_id bytea not null check (length(key_id) = 8),
  person_hashes bytea[] check (cardinality(person_hashes) <= 2 and all_hashes(person_hashes)),
  looked_at timestamptz,
  entry_id uuid references no_rehire on delete set null,
  by_number boolean not null default false,
  answer text check (answer in ('nothing', 'call')),
  answered_at timestamptz,
  answered_by uuid references person on delete set null,
  answered_with uuid references person on delete set null,
  rung_at timestamptz,
  told_at timestamptz,
  check ((answer is null) = (answered_at is null))
);
comment on table recruiter_check is 'A recruiter asked about somebody. person_hashes are keyed hashes of whom, and are emptied after 24 months; entry_id is what the central desk has to look into, and is emptied when they have nothing to say. rung_at is when the central desk was last rung about it, told_at when the recruiter was told to look.';
create index recruiter_check_person on recruiter_check (person_id, at);
create index recruiter_check_token on recruiter_check (token_id);
create index recruiter_check_entry on recruiter_check (entry_id);
create index recruiter_check_answered_by on recruiter_check (answered_by);
create index recruiter_check_answered_with on recruiter_check (answered_with);
create index recruiter_check_new on recruiter_check (org_id) where looked_at is null;
create index recruiter_check_hashes on recruiter_check (at) where person_hashes is not null;

create table central_word (
  subject uuid not null,
  about text not null check (about in ('answer', 'contest', 'review')),
  org_id uuid not null references organisation on delete cascade,
  word text not null check (word in ('nothing', 'call', 'upheld', 'overturned', 'keep', 'erase')),
  by_person uuid not null references person on delete cascade,
  at timestamptz not null,
  primary key (subject, about)
);
comment on table central_word is 'What one person of the central desk has said and a second has not yet: when both say the same it holds and this row goes.';
create index central_word_org on central_word (org_id);
create index central_word_person on central_word (by_person);

-- One kind of timer more than there were; core/decision.ts lists them all.
do $$ declare kinds text; begin
  select pg_get_expr(conbin, conrelid) into kinds from pg_constraint where conname = 'timer_kind_check';
  alter table timer drop constraint timer_kind_check;
  execute format('alter table timer add constraint timer_kind_check check (%s or kind = %L)', kinds, 'recruiter-check');
end $$;

do $$ declare t text; begin
  foreach t in array array['no_rehire', 'recruiter_token', 'recruiter_check', 'central_word'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own on %I using (org_id = current_org()) with check (org_id = current_org())', t);
    execute format('grant select, insert, update, delete on %I to tocsin_serve', t);
  end loop;
  -- The start asks as the owner, whom forced security binds as well, whether its key is the one of the entries.
  execute format('create policy start_asks on no_rehire for select to %I using (true)', current_user);
end $$;
revoke delete on no_rehire, recruiter_check from tocsin_serve;
grant select, insert on no_rehire_key to tocsin_serve;
