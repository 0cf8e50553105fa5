-- Who is away: on leave for a while, or about to leave or gone for good. Nothing new is proposed for them; why somebody is on
-- leave is nobody's business and told by nobody.
create table absences (
    tenant text not null,
    person uuid not null,
    reason text not null check (reason in ('ON_LEAVE', 'EMPLOYMENT_ENDED')),
    since  date not null,
    primary key (tenant, person)
);
call tandem.protect('absences');
