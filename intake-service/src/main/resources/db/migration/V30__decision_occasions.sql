-- A decision may be taken again: two years into a job (R30), or by a human who has a reason. Every row stays as it was made.
alter table decision
    add column occasion text not null default 'INTAKE',
    add column replaces uuid,
    add column exception_reason text,
    add column decided_by text,
    add constraint decision_replaced_once unique (tenant, replaces);
alter table decision alter column occasion drop default;
create index decision_review_due on decision (tenant, mentor_review_on) where mentor_review_on is not null;

-- Reviews that were held, also those that changed nothing.
create table decision_review (
    tenant         text        not null,
    decision       uuid        not null,
    person         uuid        not null,
    policy_version integer     not null,
    instead        uuid,
    held_at        timestamptz not null,
    primary key (tenant, decision)
);
create index decision_review_person on decision_review (tenant, person);
call tandem.protect('decision_review');
