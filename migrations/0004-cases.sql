-- What a reporter sends. Human words are sealed; the rest is ids, dates and closed lists.
-- A row of a case refers to its case and to nothing that many cases share: a foreign key locks the row it points at, and
-- sixteen reports at once would queue for one organisation and ten people (docs/decisions/0013).

create table case_file (
  id uuid primary key,
  org_id uuid not null,
  version_id uuid not null,
  state text not null default 'RECEIVED' check (state in ('RECEIVED', 'TRIAGE')),
  level text not null check (level in ('e1', 'e2', 'e3', 'e4')),
  kind text not null check (kind in ('report', 'help-now')),
  epoch integer not null default 1,
  manifest_number integer not null default 1,
  mailbox_seq integer not null default 1,
  desk_seq integer not null default 0,
  received_at timestamptz not null,
  receipt_hash bytea not null unique check (length(receipt_hash) = 32)
);
comment on table case_file is 'The organisation''s handling of a report. receipt_hash is the hash of the whole submission: the same one sent twice is one case.';
create index case_file_org on case_file (org_id, received_at);
create index case_file_version on case_file (version_id);

create table mailbox (
  id uuid primary key,
  org_id uuid not null,
  case_id uuid not null references case_file on delete cascade,
  party text not null check (party in ('reporter')),
  locator bytea not null check (length(locator) = 32),
  vk bytea not null check (length(vk) = 32),
  sig_vk bytea not null check (length(sig_vk) = 32),
  sealed_grant bytea not null,
  made_at timestamptz not null,
  unique (org_id, locator)
);
comment on table mailbox is 'The two-way sealed thread with one outside person, opened by their code alone.';
create index mailbox_case on mailbox (case_id);

create table reminder (
  mailbox_id uuid primary key references mailbox on delete cascade,
  org_id uuid not null,
  address text not null,
  lang text not null check (lang in ('en', 'zh')),
  zone text not null,
  hour smallint not null check (hour between 0 and 23),
  asked_at timestamptz not null,
  sent_at timestamptz
);
comment on table reminder is 'The one address of an outside person that is ever kept, because they asked for it. sent_at is when the one since their last visit goes or went out; null when none did.';

create table reporter_session (
  token_hash bytea primary key check (length(token_hash) = 32),
  org_id uuid not null references organisation on delete cascade,
  locator bytea not null,
  vk bytea not null,
  expires_at timestamptz not null
);
comment on table reporter_session is 'Fifteen minutes in which a code has been proved. No address is kept.';
create index reporter_session_expires on reporter_session (expires_at);

create table draft (
  org_id uuid not null references organisation on delete cascade,
  locator bytea not null check (length(locator) = 32),
  vk bytea not null check (length(vk) = 32),
  sealed_draft bytea not null,
  saved_at timestamptz not null,
  primary key (org_id, locator)
);
comment on table draft is 'A report not sent yet, sealed to its own code. Rings nobody; gone 30 days after the last edit.';
create index draft_saved on draft (saved_at);

create table manifest (
  case_id uuid not null references case_file on delete cascade,
  org_id uuid not null,
  number integer not null,
  epoch integer not null,
  text bytea not null,
  signature bytea not null,
  sha256 bytea not null,
  by_person uuid references person on delete set null,
  at timestamptz not null,
  primary key (case_id, number)
);
comment on table manifest is 'The signed list of who can open a case, one row for each change. by_person is null when the reporter signed.';
create index manifest_by on manifest (by_person);

create table key_grant (
  case_id uuid not null references case_file on delete cascade,
  org_id uuid not null,
  epoch integer not null,
  slot integer not null,
  tier integer not null,
  person_id uuid not null,
  sealed_grant bytea not null,
  ack_hash bytea not null check (length(ack_hash) = 32),
  received_at timestamptz not null,
  released_at timestamptz,
  opened_at timestamptz,
  revoked_at timestamptz,
  primary key (case_id, epoch, slot)
);
comment on table key_grant is 'The keys of a case sealed to one keyholder. Not released: to them the case does not exist. received_at copies the case''s, for the list.';
create index key_grant_mine on key_grant (person_id, received_at desc) where released_at is not null and revoked_at is null;
create index key_grant_person on key_grant (person_id);
-- A case that is not in somebody's hands is not in here, like one that never was: both are looked for in the same time.
create index key_grant_hand on key_grant (case_id, person_id) where released_at is not null and revoked_at is null;

create table sealed_object (
  case_id uuid not null references case_file on delete cascade,
  org_id uuid not null,
  seq integer not null,
  epoch integer not null,
  room text not null check (room in ('mailbox', 'desk')),
  kind text not null check (kind in ('report', 'help-now', 'addition', 'message', 'call', 'measure', 'plan', 'note', 'list', 'handover')),
  sealed_bytes bytea not null,
  sha256 bytea not null,
  by_person uuid references person on delete set null,
  at timestamptz not null,
  read_at timestamptz,
  primary key (case_id, room, seq)
);
comment on table sealed_object is 'A signed, sealed thing that was said in a case, in order. by_person is null when the reporter said it.';
create index sealed_object_by on sealed_object (by_person);
-- What is sealed or random does not get shorter: PostgreSQL need not try.
alter table sealed_object alter column sealed_bytes set storage external;
alter table key_grant alter column sealed_grant set storage external;
alter table mailbox alter column sealed_grant set storage external;
alter table manifest alter column text set storage external;

create table upload (
  id uuid primary key,
  org_id uuid not null references organisation on delete cascade,
  locator bytea,
  case_id uuid references case_file on delete cascade,
  by_person uuid references person on delete set null,
  parts integer not null check (parts between 1 and 64),
  made_at timestamptz not null,
  expires_at timestamptz
);
comment on table upload is 'A file on its way in parts. It expires unless a list in a case names it.';
create index upload_case on upload (case_id);
create index upload_locator on upload (org_id, locator);
create index upload_by on upload (by_person);
create index upload_expires on upload (expires_at) where expires_at is not null;

create table upload_part (
  upload_id uuid not null references upload on delete cascade,
  org_id uuid not null,
  number integer not null,
  sha256 bytea not null check (length(sha256) = 32),
  bytes bigint not null,
  primary key (upload_id, number)
);
comment on table upload_part is 'One sealed part. Its file is named by its hash and was on disk before this row.';

do $$ declare t text; begin
  foreach t in array array['case_file', 'mailbox', 'reminder', 'reporter_session', 'draft', 'manifest', 'key_grant', 'sealed_object', 'upload', 'upload_part'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own on %I using (org_id = current_org()) with check (org_id = current_org())', t);
    execute format('grant select, insert, update, delete on %I to tocsin_serve', t);
  end loop;
end $$;
