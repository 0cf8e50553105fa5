-- The committee of a pilot (R127): who holds which of the five seats, what was moved, how each seat voted, and what was decided. A
-- decision is a signed document that is only ever added, one for each gate.
create table committees (
    tenant    text        not null,
    programme uuid        not null,
    quorum    integer     not null,
    revision  bigint      not null,
    seated_at timestamptz not null,
    primary key (tenant, programme)
);

create table committee_seats (
    tenant    text not null,
    programme uuid not null,
    seat      text not null,
    person    uuid not null,
    primary key (tenant, programme, seat)
);

create table motions (
    tenant       text        not null,
    id           uuid        not null,
    programme    uuid        not null,
    week         integer     not null,
    decision     text        not null,
    minutes      text        not null,
    terms        text        not null,
    opened_by    uuid        not null,
    opened_at    timestamptz not null,
    veto_reason  text,
    closed_at    timestamptz,
    primary key (tenant, id)
);
create index motions_programme on motions (tenant, programme, week);
comment on column motions.minutes is 'codes, separated by commas';
comment on column motions.terms is 'timeline and budget';

create table motion_votes (
    tenant   text        not null,
    motion   uuid        not null,
    seat     text        not null,
    vote     text        not null,
    voted_at timestamptz not null,
    primary key (tenant, motion, seat)
);

create table committee_decisions (
    tenant       text        not null,
    programme    uuid        not null,
    week         integer     not null,
    motion       uuid        not null,
    decision     text        not null,
    document     text        not null,
    content_hash text        not null,
    signature    text        not null,
    decided_at   timestamptz not null,
    primary key (tenant, programme, week)
);

-- The owner's stop of onboarding (R129): one row for each time, open until it is resumed.
create table onboarding_stops (
    tenant     text        not null,
    id         uuid        not null,
    programme  uuid        not null,
    reason     text        not null,
    stopped_by uuid        not null,
    stopped_at timestamptz not null,
    resumed_by uuid,
    resumed_at timestamptz,
    primary key (tenant, id)
);
create unique index onboarding_stops_open on onboarding_stops (tenant, programme) where resumed_at is null;

-- Providers below the continuation gate (R99), so that each fall is told once.
create table providers_below_gate (
    tenant    text        not null,
    programme uuid        not null,
    provider  uuid        not null,
    metric    text        not null,
    value     numeric     not null,
    threshold numeric     not null,
    found_at  timestamptz not null,
    primary key (tenant, programme, provider, metric)
);

-- Steering packs: what was printed, byte for byte.
create table steering_packs (
    tenant       text        not null,
    programme    uuid        not null,
    number       integer     not null,
    html         text        not null,
    content_hash text        not null,
    as_of        timestamptz not null,
    primary key (tenant, programme, number)
);

do $$
declare
    app  text := regexp_replace(current_user, '_owner$', '_app');
    held text;
begin
    foreach held in array array['committees', 'committee_seats', 'motions', 'motion_votes', 'committee_decisions',
                                'onboarding_stops', 'providers_below_gate', 'steering_packs'] loop
        call tandem.protect(held::regclass);
    end loop;
    if app <> current_user and exists (select from pg_roles where rolname = app) then
        foreach held in array array['committee_decisions', 'steering_packs'] loop
            execute format('revoke update, delete, truncate on %I from %I', held, app);
        end loop;
    end if;
end
$$;
