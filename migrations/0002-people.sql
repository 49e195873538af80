-- Who works here, who holds a key, how they come in and how they are rung.

create table person (
  id uuid primary key,
  org_id uuid not null references organisation on delete cascade,
  name text not null check (length(name) between 1 and 200),
  email text not null check (length(email) <= 254),
  manager_id uuid references person on delete set null,
  unit text not null default '' check (length(unit) <= 200),
  country text not null default '',
  language text not null default 'en' check (language in ('en', 'zh')),
  title text not null default '' check (length(title) <= 200),
  hr boolean not null default false,
  executive boolean not null default false,
  outside boolean not null default false,
  board boolean not null default false,
  admin boolean not null default false,
  protection boolean not null default false,
  joined_at timestamptz not null,
  left_at timestamptz
);
comment on table person is 'Somebody the organisation knows: staff, an outside responder, a board member.';
create unique index person_email on person (org_id, lower(email)) where left_at is null;
create index person_manager on person (manager_id);

create table keyholder (
  person_id uuid primary key references person on delete cascade,
  org_id uuid not null references organisation on delete cascade,
  recipient text not null check (recipient like 'age1pq1%'),
  vk bytea not null check (length(vk) = 32),
  made_at timestamptz not null,
  confirmed_by uuid references person on delete set null,
  confirmed_at timestamptz,
  retired_at timestamptz
);
comment on table keyholder is 'A person whose browser holds a key. confirmed_by read the fingerprint aloud with them.';
create index keyholder_org on keyholder (org_id);
create index keyholder_confirmed_by on keyholder (confirmed_by);

create table way_in (
  id uuid primary key,
  org_id uuid not null references organisation on delete cascade,
  person_id uuid not null references person on delete cascade,
  kind text not null check (kind in ('passkey', 'words')),
  locator text not null,
  vk bytea not null,
  counter bigint not null default 0,
  transports text[] not null default '{}',
  label text not null default '' check (length(label) <= 60),
  sealed_seed bytea not null,
  made_at timestamptz not null,
  verified_at timestamptz,
  unique (org_id, locator)
);
comment on table way_in is 'A passkey or a set of words that signs in and unlocks. It counts once a trial unlock has worked. locator is the credential id or the hash of the key made from the words; vk the credential or signing public key.';
create index way_in_person on way_in (person_id);

create table desk_session (
  token_hash bytea primary key check (length(token_hash) = 32),
  org_id uuid not null references organisation on delete cascade,
  person_id uuid not null references person on delete cascade,
  made_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null
);
comment on table desk_session is 'A responder signed in at the desk. Only the hash of the token is kept.';
create index desk_session_person on desk_session (person_id);

create table challenge (
  hash bytea primary key check (length(hash) = 32),
  org_id uuid not null references organisation on delete cascade,
  expires_at timestamptz not null
);
comment on table challenge is 'A nonce handed out for one sign-in; using it deletes it.';
create index challenge_expires on challenge (expires_at);

create table channel_address (
  id uuid primary key,
  org_id uuid not null references organisation on delete cascade,
  person_id uuid not null references person on delete cascade,
  channel text not null check (channel in ('push', 'voice', 'sms', 'email', 'webhook', 'desk')),
  address text not null check (length(address) <= 4000),
  position integer not null,
  test_code_hash bytea,
  test_sent_at timestamptz,
  test_wrong integer not null default 0,
  tested_at timestamptz,
  dead_at timestamptz,
  made_at timestamptz not null
);
comment on table channel_address is 'One way to ring a person, in the order they are tried. It counts as tested for 30 days after its code was typed back.';
create index channel_address_person on channel_address (person_id, position);

do $$ declare t text; begin
  foreach t in array array['person', 'keyholder', 'way_in', 'desk_session', 'challenge', 'channel_address'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own on %I using (org_id = current_org()) with check (org_id = current_org())', t);
    execute format('grant select, insert, update, delete on %I to tocsin_serve', t);
  end loop;
end $$;
