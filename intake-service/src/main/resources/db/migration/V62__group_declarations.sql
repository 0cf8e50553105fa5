-- The groups a person says to belong to, as ciphertext under the person's key; gone with the explicit consent it rests on.
create table group_declaration (
    tenant      text        not null,
    person      uuid        not null,
    attributes  bytea       not null,
    declared_at timestamptz not null,
    primary key (tenant, person)
);
call tandem.protect('group_declaration');
