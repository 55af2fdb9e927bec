"""What lbsdrop knows how to read and keep: the frames, the importers, the store."""
