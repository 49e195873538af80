-- Who may know of a case, and who can be rung about it: said here once, and read by everything that asks.
-- security_invoker: the row-level security of the tables binds whoever reads the view.

create view standing_grant with (security_invoker = true) as
  select * from key_grant where revoked_at is null;
comment on view standing_grant is 'A grant that nobody took back.';

create view grant_in_hand with (security_invoker = true) as
  select * from standing_grant where released_at is not null;
comment on view grant_in_hand is 'A standing grant that was released to its person: without one, the case does not exist for them.';

create view ringable_grant with (security_invoker = true) as
  select g.*, p.name, p.title, p.protection
  from standing_grant g join case_file c on c.id = g.case_id and c.epoch = g.epoch
    join person p on p.id = g.person_id and p.left_at is null;
comment on view ringable_grant is 'A standing grant of the newest keys whose person is still here: only they are rung.';

grant select on standing_grant, grant_in_hand, ringable_grant to tocsin_serve;
