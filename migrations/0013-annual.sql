-- What a law's yearly report counts: made once when the year is over, for one person.

create table annual_count (
  org_id uuid not null references organisation on delete cascade,
  year smallint not null check (year between 2000 and 2999),
  begins smallint not null check (begins between 1 and 12),
  person_id uuid not null,
  countries jsonb not null check (jsonb_typeof(countries) = 'object'),
  made_at timestamptz not null,
  primary key (org_id, year, begins)
);
comment on table annual_count is 'The exact figures of a year that is over, by country, as they stood when they were made, and the one person to whom they are shown. To everybody else there are none. Only the person is ever changed, when they no longer answer for the report.';
create index annual_count_person on annual_count (person_id);

alter table annual_count enable row level security;
alter table annual_count force row level security;
create policy own on annual_count using (org_id = current_org()) with check (org_id = current_org());
grant select, insert, update (person_id) on annual_count to tocsin_serve;
