-- Trail and keys are every service's now and lie in the schema of the platform. What earlier versions made here is empty: where it was
-- not, the platform has taken it over.
drop table if exists audit_entry, audit_reference, audit_pending, audit_link, audit_head, signing_key;
