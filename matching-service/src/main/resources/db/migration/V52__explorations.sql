-- Two-stage chemistry: an approved pair meets once before both decide. The seat is held meanwhile.
alter table runs add column exploratory boolean not null default false;
alter table matches add column explore_until date;
alter table matches add column reminded_on date;
create index on matches (explore_until, tenant) where state = 'EXPLORING';

-- What each side said after the meeting: codes, never words.
create table exploration_answers (
    tenant      text        not null,
    match       uuid        not null,
    party       text        not null check (party in ('LEADER', 'PROVIDER')),
    verdict     text        not null check (verdict in ('GO', 'NO_GO')),
    reason      text,
    answered_at timestamptz not null,
    primary key (tenant, match, party),
    check ((verdict = 'NO_GO') = (reason is not null))
);
call tandem.protect('exploration_answers');
