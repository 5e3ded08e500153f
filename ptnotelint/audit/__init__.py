"""Many notes: an export in, four tables and the reports made of them out. Stands on the linter."""
