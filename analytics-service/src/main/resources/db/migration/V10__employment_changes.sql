-- One row per change of an employment instead of its last end: whoever returned was away in between, not gone. Versions that were
-- overtaken by a later end become changes of their own. Views on the table are made again by the repeatable migrations.
drop view if exists metric.employment cascade;

alter table employments
    rename column ended_sequence to sequence;
alter table employments
    rename column ended_on to changed_on;
alter table employments
    add column change text not null default 'ENDED' check (change in ('ENDED', 'RETURNED', 'PROMOTED'));
alter table employments
    alter column change drop default,
    drop constraint employments_pkey,
    add primary key (tenant, person, sequence, change, known_to);

alter table employments no force row level security;
update employments set known_to = 'infinity';
alter table employments force row level security;
