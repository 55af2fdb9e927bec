"""The address bar: one press is one step of the browser's back button."""
