-- The decision a match follows, with the rules that led to it (R40), as they were when the match was made: a later decision about the
-- leader replaces the row of decisions, and no assignment is explained by rules that did not make it.
alter table decisions
    add column rules            text[] not null default '{}',
    add column rule_set_version text   not null default '';

alter table matches
    add column decision         uuid,
    add column rules            text[] not null default '{}',
    add column rule_set_version text   not null default '';
