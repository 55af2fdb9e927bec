"""Questions about frames, answered as results. No clock, no store, no Streamlit."""
