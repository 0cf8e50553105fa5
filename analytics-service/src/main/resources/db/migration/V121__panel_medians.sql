-- What the panel gave a provider for the live demo (W3), as matching-service tells it. Rows from before have none until a rebuild.
alter table providers
    add column panel_median numeric,
    add column calibrated_on date;
