"""What a person waits for, in a real Chromium beside a hello-world Streamlit app in the same run.

    python -m bench pages [--quick]

`decade` writes the store, `server` starts the apps, `clock` times one act in the browser, `acts` and `answers` are
what is timed, `sessions` are many readers at once, `loads` what grows; `timed` is a row of the table.
"""
