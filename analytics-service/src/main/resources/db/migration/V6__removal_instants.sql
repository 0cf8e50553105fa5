-- How long a removal took is told in machine time: programme time may stand still while the machines work, or jump. The ids of the
-- events say it. Rows from before have none; programme time stands in for it until the projections are rebuilt.
alter table removals add column asked_at timestamptz;
alter table removal_reports add column told_at timestamptz;
