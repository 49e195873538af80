-- What HR operations is asked to do: a sealed text to one person, and their sealed answer. They hold no key of any case.

alter table person add column hr_ops boolean not null default false;
comment on column person.hr_ops is 'Carries out protective measures for HR: receives instructions that say what to do and never why.';

create table instruction (
  id uuid primary key,
  org_id uuid not null,
  case_id uuid not null references case_file on delete cascade,
  measure integer not null check (measure between 1 and 999),
  epoch integer not null check (epoch >= 1),
  to_person uuid not null,
  by_person uuid not null,
  by_vk bytea not null check (length(by_vk) = 32),
  sealed_bytes bytea not null,
  sha256 bytea not null check (length(sha256) = 32),
  state text not null default 'sent' check (state in ('sent', 'opened', 'done', 'cannot')),
  due_at timestamptz not null,
  sent_at timestamptz not null,
  opened_at timestamptz,
  answered_at timestamptz,
  sealed_answer bytea,
  answer_vk bytea check (length(answer_vk) = 32),
  check ((state in ('done', 'cannot')) = (answered_at is not null and sealed_answer is not null and answer_vk is not null))
);
comment on table instruction is 'One thing to be done for one measure, sealed to one person of HR operations. case_id, measure and epoch (whose desk key opens the answer) are for the keyholders of the case and never shown to that person; ids are random and of one length, so that nothing here tells them which belong together. by_vk and answer_vk are the keys that signed, as they were then.';
create index instruction_case on instruction (case_id);
create index instruction_mine on instruction (to_person, due_at);
create index instruction_by on instruction (by_person);
alter table instruction alter column sealed_bytes set storage external;
alter table instruction alter column sealed_answer set storage external;

alter table instruction enable row level security;
alter table instruction force row level security;
create policy own on instruction using (org_id = current_org()) with check (org_id = current_org());
grant select, insert, update, delete on instruction to tocsin_serve;
