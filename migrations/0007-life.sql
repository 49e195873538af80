-- The life of a case: where it stands, what was done in it in closed words, and everything that falls due.

alter table case_file drop constraint case_file_state_check;
alter table case_file add constraint case_file_state_check check (state in (
  'RECEIVED', 'TRIAGE', 'ACTIVE_RESPONSE', 'OPTIONS', 'SUPPORT_ONLY', 'INFORMAL', 'PLANNED', 'INVESTIGATING', 'POLICE_COORD',
  'PARTIES_COMMENT', 'FINDINGS', 'DECISION', 'OUTCOME_NOTIFIED', 'APPEAL', 'MONITORING', 'CLOSED', 'REFERRED', 'NOT_IN_SCOPE', 'MERGED'));
alter table case_file add column life jsonb not null default '{}';
comment on column case_file.life is 'What the server may know of the work on a case (core/life/life.ts): closed words, numbers, ids and instants. Empty until the first act.';

-- A promise made since (promise:3), or a duty of the team by a rule or a law (duty:inquiry), beside the five of the beginning.
alter table deadline drop constraint deadline_kind_check;
alter table deadline add constraint deadline_kind_check check (
  kind in ('opening', 'first-contact', 'protection', 'plan', 'outcome') or kind ~ '^(promise|duty):[a-z0-9-]{1,40}$');
alter table deadline add column dropped boolean not null default false;
comment on column deadline.dropped is 'It was missed, and since then the reason for it is gone: neither kept nor owed.';
alter table alert drop constraint alert_overdue_check;
alter table alert add constraint alert_overdue_check check (
  overdue in ('opening', 'first-contact', 'protection', 'plan', 'outcome') or overdue ~ '^(promise|duty):[a-z0-9-]{1,40}$');

-- A paper is what the team writes about an act, or an outside person with one.
alter table sealed_object drop constraint sealed_object_kind_check;
alter table sealed_object add constraint sealed_object_kind_check check (kind in (
  'report', 'help-now', 'addition', 'message', 'call', 'measure', 'plan', 'note', 'list', 'handover', 'paper'));

-- A missed promise is noted in the life of its case, and a case is erased when its time is over: both wait in rows.
alter table timer drop constraint timer_kind_check;
alter table timer add constraint timer_kind_check check (kind in (
  'step', 'deadline', 'unproved', 'expire', 'look-ahead', 'bare', 'failure', 'erase'));

alter table case_file add column erased_at timestamptz;
comment on column case_file.erased_at is 'When its keys and everything sealed with them were destroyed. What stays are ids, dates and closed words.';
