-- Mailboxes for outside people other than the reporter: each with keys and a code of its own, none opening another.

alter table mailbox drop constraint mailbox_party_check;
alter table mailbox add constraint mailbox_party_check check (
  party in ('reporter', 'affected', 'third-party', 'witness', 'respondent', 'outside-body'));
alter table mailbox add column number smallint not null default 1;
alter table mailbox add column seq integer not null default 0 check (seq >= 0);
alter table mailbox add column epoch integer not null default 1 check (epoch >= 1);
alter table mailbox add column taken_at timestamptz;
alter table mailbox add column closed_at timestamptz;
alter table mailbox add column closed_by text check (closed_by in ('party', 'team', 'keys'));
alter table mailbox add constraint mailbox_number check (number between 1 and 61 and (number = 1) = (party = 'reporter'));
alter table mailbox add constraint mailbox_closed check ((closed_at is null) = (closed_by is null));
comment on column mailbox.number is '1 is the reporter''s; the others are counted in the order in which they were opened.';
comment on column mailbox.seq is 'How much was said in it. The reporter''s is counted in case_file.';
comment on column mailbox.epoch is 'Which of its own keys are in force, counted in each mailbox by itself.';
comment on column mailbox.taken_at is 'When its person put a code of their own in the place of the one they were given.';
comment on column mailbox.closed_by is 'Who ended it; keys: they were made anew and could not be handed on to it.';
create unique index mailbox_of_case on mailbox (case_id, number);
drop index mailbox_case;

alter table sealed_object drop constraint sealed_object_room_check;
alter table sealed_object add constraint sealed_object_room_check check (
  room in ('mailbox', 'desk') or room ~ '^party-([2-9]|[1-5][0-9]|6[01])$');

-- The desk keeps the keys of a mailbox in a party; in a code its person says which code they have taken.
alter table sealed_object drop constraint sealed_object_kind_check;
alter table sealed_object add constraint sealed_object_kind_check check (kind in (
  'report', 'help-now', 'addition', 'message', 'call', 'measure', 'plan', 'note', 'list', 'handover', 'paper', 'party', 'code'));

alter table upload add column party smallint check (party between 2 and 61);
comment on column upload.party is 'The number of the mailbox whose list named it; null for the reporter''s and the desk.';
