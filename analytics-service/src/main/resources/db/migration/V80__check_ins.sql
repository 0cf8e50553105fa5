-- Check-ins that closed: how many were asked in each role and how many answered.
create table check_ins (
    tenant     text        not null,
    engagement uuid        not null,
    check_in   text        not null,
    respondent text        not null,
    kind       text        not null,
    closed_on  date        not null,
    asked      integer     not null,
    answered   integer     not null,
    known_from timestamptz not null,
    known_to   timestamptz not null default 'infinity',
    primary key (tenant, engagement, check_in, respondent, known_to)
);
call tandem.protect('check_ins');
