-- The bell. An alert that is not closed owns a timer: the database itself refuses anything else.

create table alert (
  id uuid primary key,
  org_id uuid not null,
  case_id uuid not null references case_file on delete cascade,
  kind text not null check (kind in ('report', 'retaliation')),
  level text not null check (level in ('e1', 'e2', 'e3', 'e4', 'r')),
  state text not null check (state in ('ringing', 'opened', 'engaged', 'closing', 'closed')),
  tier integer not null,
  loop integer not null default 0,
  epoch integer not null default 1,
  releases boolean not null default true,
  overdue text check (overdue in ('opening', 'first-contact', 'protection', 'plan', 'outcome')),
  ladder jsonb not null,
  owner_id uuid references person on delete set null,
  lapsed_owners uuid[] not null default '{}',
  raised_at timestamptz not null,
  opened_at timestamptz,
  stepped_at timestamptz not null,
  unique (case_id, kind)
);
comment on table alert is 'A demand for attention. ladder is the path as it stood when the alert was raised, and is only ever made stricter. releases says whether the tiers rung now receive their grants, overdue which promise a quiet bell is about.';
create index alert_open on alert (org_id) where state <> 'closed';
create index alert_owner on alert (owner_id);

create table deadline (
  alert_id uuid not null references alert on delete cascade,
  org_id uuid not null,
  case_id uuid not null references case_file on delete cascade,
  kind text not null check (kind in ('opening', 'first-contact', 'protection', 'plan', 'outcome')),
  due_at timestamptz not null,
  basis text not null,
  met_at timestamptz,
  met_by uuid references person on delete set null,
  met_seq integer,
  missed_at timestamptz,
  primary key (alert_id, kind)
);
comment on table deadline is 'A promise to the reporter. A miss is recorded for ever, also when it is met later.';
create index deadline_case on deadline (case_id);
create index deadline_unmet on deadline (alert_id, due_at) where met_at is null;
create index deadline_met_by on deadline (met_by);

create table timer (
  subject uuid not null,
  kind text not null check (kind in ('step', 'deadline', 'unproved', 'expire', 'look-ahead', 'bare')),
  org_id uuid not null,
  epoch integer not null default 0,
  due_at timestamptz not null,
  tries integer not null default 0,
  primary key (subject, kind)
) with (fillfactor = 90, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);
comment on table timer is 'Everything that happens if nobody does. Claimed by whichever node is first. tries counts how often in a row it could not be answered.';
create index timer_due on timer (due_at);
create index timer_failing on timer (org_id) where tries > 0;

create table outbox (
  id uuid primary key,
  org_id uuid not null,
  person_id uuid,
  channel text not null check (channel in ('push', 'voice', 'sms', 'email', 'webhook', 'desk')),
  address text not null,
  address_id uuid,
  text_kind text not null check (text_kind in ('ring', 'overdue', 'test', 'invite', 'gap', 'operator', 'announce', 'reminder')),
  lang text not null check (lang in ('en', 'zh')),
  facts jsonb not null default '{}',
  ref text,
  urgent boolean not null default false,
  alert_id uuid,
  epoch integer,
  tier integer,
  loop integer,
  attempt integer not null default 1,
  tries integer not null default 0,
  state text not null default 'queued' check (state in ('queued', 'leased', 'handed', 'delivered', 'heard', 'failed', 'cancelled')),
  due_at timestamptz not null,
  leased_until timestamptz,
  provider_id text,
  why text,
  made_at timestamptz not null,
  handed_at timestamptz,
  delivered_at timestamptz,
  heard_at timestamptz,
  failed_at timestamptz
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
comment on table outbox is 'Everything we say to a person outside the browser. A row with an alert is a page. Carries nothing of the case. address_id names the channel_address, or the reminder, that it goes to; the address of a reminder is emptied once it is handed over.';
create unique index outbox_page on outbox (alert_id, epoch, tier, loop, person_id, channel, address, attempt) where alert_id is not null;
create index outbox_due on outbox (urgent desc, due_at) where state in ('queued', 'leased');
create index outbox_person on outbox (person_id, made_at);
create index outbox_reminder on outbox (address_id, made_at) where text_kind = 'reminder';
create index outbox_alert on outbox (alert_id) where alert_id is not null;

create table event (
  id bigint generated always as identity primary key,
  org_id uuid not null,
  case_id uuid,
  kind text not null,
  at timestamptz not null,
  facts jsonb not null default '{}'
);
comment on table event is 'What happened, past tense. Ids and closed words only; never changed, never deleted.';
create index event_case on event (case_id, id);
create index event_org on event (org_id, id) where case_id is null;

create function refuse_change() returns trigger language plpgsql as $$
begin raise exception '% is append-only', tg_table_name using errcode = '42501'; end $$;
create trigger event_append_only before update or delete or truncate on event
  for each statement execute function refuse_change();
create trigger manifest_append_only before update or truncate on manifest
  for each statement execute function refuse_change();

-- An alert that rings owns a step due within the longest wait of its level; one that rests owns its next deadline.
create function alert_owns_timer() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare
  a alert%rowtype;
  asked uuid;
  longest interval;
begin
  if tg_table_name = 'alert' then asked := new.id;
  elsif old.kind in ('step', 'deadline') then asked := old.subject;
  else return null; end if;
  select * into a from alert where id = asked for update;
  if not found or a.state = 'closed' then return null; end if;
  longest := case a.level when 'e1' then interval '15 minutes' when 'e2' then interval '30 minutes'
    when 'e3' then interval '4 hours' when 'r' then interval '4 hours' else interval '14 days' end;
  if a.state = 'ringing' then
    if not exists (select 1 from timer where subject = asked and kind = 'step' and due_at <= tocsin_now() + longest + interval '1 minute') then
      raise exception 'alert % rings without a step ahead of it', asked using errcode = '23514', constraint = 'alert_owns_timer';
    end if;
  elsif not exists (select 1 from timer where subject = asked and kind in ('step', 'deadline')) then
    raise exception 'alert % is open without a timer', asked using errcode = '23514', constraint = 'alert_owns_timer';
  end if;
  return null;
end $$;
create constraint trigger alert_owns_timer after insert or update on alert
  deferrable initially deferred for each row execute function alert_owns_timer();
create constraint trigger timer_owned_by_alert after update or delete on timer
  deferrable initially deferred for each row execute function alert_owns_timer();

do $$ declare t text; begin
  foreach t in array array['alert', 'deadline', 'timer', 'outbox', 'event'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own on %I to tocsin_serve using (org_id = current_org()) with check (org_id = current_org())', t);
    execute format('grant select, insert, update, delete on %I to tocsin_serve', t);
  end loop;
  foreach t in array array['timer', 'outbox'] loop
    execute format('create policy engine on %I to tocsin_engine using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to tocsin_engine', t);
  end loop;
end $$;
-- The check above runs as the owner, whichever role made the change and whenever PostgreSQL runs it.
do $$ begin
  execute format('create policy checks on alert to %I using (true)', current_user);
  execute format('create policy checks on timer to %I using (true)', current_user);
end $$;
revoke update, delete on event from tocsin_serve;

create table beat (
  node text primary key,
  at timestamptz not null,
  oldest_overdue_ms integer not null
);
comment on table beat is 'Each node says once a second that its loops run and how late the latest timer is.';
grant select, insert, update, delete on beat to tocsin_engine, tocsin_serve;
