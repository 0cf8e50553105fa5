-- Who might take part, from being named to being in, waiting or out. A seat is held for whoever is invited.
create table nomination (
    tenant        text        not null,
    id            uuid        not null,
    programme     uuid        not null,
    person        uuid        not null,
    source        text        not null,
    state         text        not null,
    reject_reason text,
    nominated_at  timestamptz not null,
    nominated_by  text        not null,
    approved_at   timestamptz,
    approved_by   text,
    answer_by     timestamptz,
    closed_at     timestamptz,
    version       bigint      not null,
    primary key (tenant, id)
);
create unique index nomination_open on nomination (tenant, programme, person)
    where state in ('NOMINATED', 'WAITING', 'INVITED');
create index nomination_state on nomination (tenant, programme, state, id);
create index nomination_person on nomination (tenant, person, id);
call tandem.protect('nomination');
