"""Files in, receipts out, questions that files leave open."""
