-- A run that fails again and again is given up, with the reason.
alter table runs drop constraint runs_state_check;
alter table runs add constraint runs_state_check check (state in ('RUNNING', 'PLANNED', 'DONE', 'FAILED'));
-- failures in a row
alter table runs add column failures integer not null default 0;
alter table runs add column failure text;
