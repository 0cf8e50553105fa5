-- Weights a programme made for itself, every version of them: a proposal names the one it was made under.
create table weight_profiles (
    tenant     text        not null,
    programme  uuid        not null,
    name       text        not null,
    version    integer     not null,
    weights    jsonb       not null,
    changed_by text        not null,
    changed_at timestamptz not null,
    primary key (tenant, programme, name, version)
);
call tandem.protect('weight_profiles');
