-- Coaches and mentors: what they evidence, when they can meet, how many they can serve.
create table providers (
    tenant           text        not null,
    id               uuid        not null,
    type             text        not null check (type in ('INTERNAL', 'EXTERNAL')),
    tracks           text[]      not null check (cardinality(tracks) between 1 and 2),
    capacity         integer     not null check (capacity between 1 and 50),
    time_zone        text        not null,
    availability     jsonb       not null,
    skill_codes      text[]      not null,
    behaviour_codes  text[]      not null,
    credential_codes text[]      not null,
    evidence         real[]      not null,
    evidence_model   text        not null,
    hold_reason      text,
    qualified_at     timestamptz not null,
    -- rises with every change; a proposal remembers it, so that a ranking made before the change is refused
    version          integer     not null,
    primary key (tenant, id)
);
call tandem.protect('providers');
