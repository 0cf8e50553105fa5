-- Some purposes are given item by item: one field, for one kind of reader, about one note. An item is a consent of its own.
alter table consent
    add column field     text,
    add column recipient text,
    add column about     uuid,
    drop constraint consent_tenant_person_purpose_key,
    add check ((field is null) = (recipient is null) and (field is not null or about is null)),
    add unique nulls not distinct (tenant, person, purpose, field, recipient, about);

alter table consent_entry
    add column item_field     text,
    add column item_recipient text,
    add column item_about     uuid;
