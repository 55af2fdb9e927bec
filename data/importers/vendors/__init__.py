"""One noun module a source; the registry is in `data.importers`."""
