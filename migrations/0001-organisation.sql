-- The ground: the clock, the organisation, and who may see which row.

create function tocsin_now() returns timestamptz language sql volatile
  as $$ select clock_timestamp() $$;
comment on function tocsin_now() is 'The only clock. A demonstration database replaces it with one that can be pushed.';

create function current_org() returns uuid language sql stable
  as $$ select nullif(current_setting('app.org', true), '')::uuid $$;
comment on function current_org() is 'The organisation this transaction is for; null sees no row.';

create table installation (
  one boolean primary key default true check (one),
  secret bytea not null check (length(secret) = 32),
  vapid_public text not null,
  vapid_private text not null,
  made_at timestamptz not null default clock_timestamp()
);
comment on table installation is 'One row: the secret behind opaque ids and signed links, and the push key pair.';

create table organisation (
  id uuid primary key,
  host text unique,
  name text not null check (length(name) between 1 and 200),
  country text not null check (length(country) between 2 and 6),
  zone text not null,
  languages text[] not null check (cardinality(languages) > 0),
  exit_url text not null default 'https://www.wikipedia.org/',
  contact text not null default '' check (length(contact) <= 500),
  company_code text not null,
  roster_version integer not null default 1,
  operators_rung_at timestamptz,
  made_at timestamptz not null
);
comment on table organisation is 'An employer. The host name of a request chooses it. contact is the other way to reach a person, shown to everybody. operators_rung_at is when its administrators were last told of a fault of ours.';

create function organisation_for(asked text) returns uuid
  language sql stable security definer set search_path = public, pg_temp
  as $$ select id from organisation
        where host = asked or (host is null and (select count(*) from organisation) = 1)
        limit 1 $$;
comment on function organisation_for(text) is 'Which organisation a host name belongs to; an only organisation answers to every name.';

create function any_organisation() returns boolean
  language sql stable security definer set search_path = public, pg_temp
  as $$ select exists (select 1 from organisation) $$;
comment on function any_organisation() is 'Whether this system has been set up: a set-up link is good only before.';

create table invitation (
  token_hash bytea primary key check (length(token_hash) = 32),
  org_id uuid references organisation on delete cascade,
  person_id uuid,
  purpose text not null check (purpose in ('set-up', 'key')),
  expires_at timestamptz not null,
  used_at timestamptz
);
comment on table invitation is 'A link that lets somebody in once. Only its hash is kept.';

create function invitation_org(hash bytea) returns uuid
  language sql stable security definer set search_path = public, pg_temp
  as $$ select org_id from invitation where token_hash = hash $$;

alter table organisation enable row level security;
alter table organisation force row level security;
create policy own on organisation using (id = current_org());
alter table invitation enable row level security;
alter table invitation force row level security;
create policy own on invitation using (org_id = current_org() or (org_id is null and purpose = 'set-up'))
  with check (org_id = current_org() or (org_id is null and purpose = 'set-up'));

-- The two look-ups above run as the owner, whom forced security binds as well.
do $$ begin
  execute format('create policy looks_up on organisation for select to %I using (true)', current_user);
  execute format('create policy looks_up on invitation for select to %I using (true)', current_user);
end $$;

grant select on installation to tocsin_serve;
grant select, insert, update on organisation to tocsin_serve;
grant select, insert, update, delete on invitation to tocsin_serve;
