-- What the plan of an engagement needs: when both had signed, and which snapshot is next (R60, R64, R119).
alter table engagements
    add column last_signed_at    timestamptz,
    add column snapshots_reached integer not null default 0,
    add column snapshot_due_on   date;

-- How long a pair has until its first meeting, by the policy.
alter table programme_terms add column booking_sla_days integer not null default 7 check (booking_sla_days > 0);

-- Of engagements told before, the first day stands for the last signature; snapshots still to come are told.
alter table engagements no force row level security;
update engagements set last_signed_at = starts_on;
update engagements
   set snapshots_reached = case when starts_on + interval '3 months' <= silent_since then 1 else 0 end
 where track = 'COACHING';
update engagements
   set snapshot_due_on = starts_on + make_interval(months => 3 * (snapshots_reached + 1))
 where track = 'COACHING' and ended_on is null
   and starts_on + make_interval(months => 3 * (snapshots_reached + 1)) <= planned_end_on;
alter table engagements force row level security;

alter table engagements alter column last_signed_at set not null;
create index on engagements (snapshot_due_on) where ended_on is null;
create index on engagements (tenant, programme);
