"""Tables nobody declared: explained column by column by the reader."""
