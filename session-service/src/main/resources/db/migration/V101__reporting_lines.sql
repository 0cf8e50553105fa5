-- To whom people who take part report, as HR says: asked for their attestation unless somebody was named since. The version stays when
-- nothing is allowed any more, to refuse what is older.
create table reporting_lines (
    tenant          text   not null,
    person          uuid   not null,
    consent_version bigint not null,
    manager         uuid,
    primary key (tenant, person)
);
create index on reporting_lines (tenant, manager) where manager is not null;
call tandem.protect('reporting_lines');
