-- What the board sees: the figures of each quarter that is over, made once.

create table board_quarter (
  org_id uuid not null references organisation on delete cascade,
  quarter text not null check (quarter ~ '^\d{4}-Q[1-4]$'),
  since text not null check (since ~ '^\d{4}-Q[1-4]$' and since <= quarter),
  counts_from timestamptz not null,
  ends_at timestamptz not null check (ends_at > counts_from),
  figures jsonb check (jsonb_typeof(figures) = 'object'),
  primary key (org_id, quarter),
  unique (org_id, ends_at)
);
comment on table board_quarter is 'The figures of one quarter, moved by chance and made into tens: never the exact ones. Null figures are too few to show; they are counted with the next quarter, which then says since when. Written once: what is done later changes nothing here.';

alter table board_quarter enable row level security;
alter table board_quarter force row level security;
create policy own on board_quarter using (org_id = current_org()) with check (org_id = current_org());
grant select, insert on board_quarter to tocsin_serve;
create trigger board_quarter_once before update or truncate on board_quarter
  for each statement execute function refuse_change();

-- A quarter is counted from what was owed in it, and from the few cases with a failure to act.
create index deadline_due on deadline (org_id, due_at);
create index case_file_failed on case_file (org_id) where jsonb_array_length(life -> 'failures') > 0;

-- One kind of timer more than there were; core/decision.ts lists them all.
do $$ declare kinds text; begin
  select pg_get_expr(conbin, conrelid) into kinds from pg_constraint where conname = 'timer_kind_check';
  alter table timer drop constraint timer_kind_check;
  execute format('alter table timer add constraint timer_kind_check check (%s or kind = %L)', kinds, 'board');
end $$;
