-- What people allow that decides what is kept and shown here: IMPACT as a whole, the purposes given item by item each item by itself
-- (field, recipient and what it is about are null for a purpose as a whole). The version stays after a withdrawal, so that an older
-- grant cannot come back.
create table consents (
    tenant          text    not null,
    person          uuid    not null,
    purpose         text    not null check (purpose in ('IMPACT', 'HANDOFF_DETAIL', 'NOTE_SHARING', 'RECOGNITION')),
    field           text,
    recipient       text,
    about           uuid,
    consent_version bigint  not null,
    granted         boolean not null,
    text_version    text,
    unique nulls not distinct (tenant, person, purpose, field, recipient, about)
);
create index on consents (tenant, purpose, about) where granted and about is not null;
call tandem.protect('consents');
