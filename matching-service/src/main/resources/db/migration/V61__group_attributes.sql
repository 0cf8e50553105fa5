-- Groups people said to belong to, told under FAIRNESS. Apart from profiles, because what matches may never read it: the audit of a
-- plan that stands already is all it is for. Without attributes the row only remembers which versions are gone.
create table group_attributes (
    tenant            text   not null,
    person            uuid   not null,
    consent_version   bigint not null,
    withdrawn_version bigint not null default -1,
    attributes        jsonb,
    primary key (tenant, person)
);
call tandem.protect('group_attributes');
