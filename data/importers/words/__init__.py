"""What exports and diaries call things, by language: tables in data/tables, read once."""
