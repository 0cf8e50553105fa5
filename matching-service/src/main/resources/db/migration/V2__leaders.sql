-- What the other services told about programmes and people; each row stands until the next event replaces it.
create table programmes (
    tenant     text    not null,
    id         uuid    not null,
    objective  text    not null,
    starts_on  date    not null,
    ends_on    date    not null,
    high_touch boolean not null,
    primary key (tenant, id)
);
call tandem.protect('programmes');

create table policies (
    tenant         text    not null,
    programme      uuid    not null,
    policy_version integer not null,
    content_hash   text    not null,
    terms          jsonb   not null,
    primary key (tenant, programme, policy_version)
);
call tandem.protect('policies');

-- A programme that takes nobody in for now (R129). Apart from programmes, because the stop may be heard before the opening.
create table onboarding_stops (
    tenant    text not null,
    programme uuid not null,
    reason    text not null,
    primary key (tenant, programme)
);
call tandem.protect('onboarding_stops');

-- The service decided for a leader. The row is also the lock of everything done for that leader: runs and decisions about
-- matches take it first, then the provider's.
create table decisions (
    tenant         text    not null,
    programme      uuid    not null,
    leader         uuid    not null,
    decision       uuid    not null,
    intake         uuid    not null,
    pathway        text    not null,
    tracks         jsonb   not null,
    policy_version integer not null,
    primary key (tenant, programme, leader)
);
create index on decisions (tenant, leader);
call tandem.protect('decisions');

-- What MATCHING allows to know about a person now. Without state the row only remembers which versions are gone, so that a
-- late record of a withdrawn consent stays out.
create table profiles (
    tenant            text   not null,
    person            uuid   not null,
    consent_version   bigint not null,
    withdrawn_version bigint not null default -1,
    -- rises when the state really changes, not when it is told again
    revision          bigint not null,
    state             jsonb,
    primary key (tenant, person)
);
call tandem.protect('profiles');

-- Persons to be forgotten: whatever is told about them later, or again, is left out.
create table erased_people (
    tenant    text not null,
    person    uuid not null,
    erased_as uuid not null,
    primary key (tenant, person)
);
call tandem.protect('erased_people');
