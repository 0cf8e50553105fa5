-- A CSV file of employees on its way in: uploaded, taken over in blocks of rows, done. Each block moves rows_read in the
-- transaction of its effect, so a killed process goes on where it was and no row counts twice.
create table hr_import (
    tenant       text        not null,
    id           uuid        not null,
    state        text        not null check (state in ('RECEIVING', 'QUEUED', 'RUNNING', 'DONE', 'FAILED')),
    dry_run      boolean     not null,
    effective_on date        not null,
    date_format  text        not null,
    mapping      text[]      not null,
    absent       text[]      not null,
    sha256       text,
    bytes        bigint      not null,
    rows_read    integer     not null,
    added        integer     not null,
    changed      integer     not null,
    same         integer     not null,
    late         integer     not null,
    refused      integer     not null,
    problem      text,
    detail       text,
    uploaded_by  text        not null,
    created_at   timestamptz not null,
    finished_at  timestamptz,
    touched      timestamptz not null, -- machine time: who works on it says so
    primary key (tenant, id)
);
create index hr_import_open on hr_import (tenant, id) where state in ('RECEIVING', 'QUEUED', 'RUNNING');
call tandem.protect('hr_import');

-- The file, encrypted under a key of its own that is deleted with it as soon as it is taken over.
create table hr_import_chunk (
    tenant  text    not null,
    import  uuid    not null,
    ordinal integer not null,
    content bytea   not null,
    primary key (tenant, import, ordinal)
);
call tandem.protect('hr_import_chunk');

-- What was wrong, by line and column; never the value.
create table hr_import_error (
    tenant  text    not null,
    import  uuid    not null,
    line    bigint  not null,
    ordinal integer not null,
    field   text,
    header  text,
    problem text    not null,
    detail  text    not null,
    primary key (tenant, import, line, ordinal)
);
call tandem.protect('hr_import_error');
