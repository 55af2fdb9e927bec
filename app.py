"""lbsdrop: streamlit run app.py (or make run). The server imports this file; for each page it is run as a script."""

import streamlit as st

if __name__ == "__main__":
    from pages.kit import first_part, rehearsal
    from pages.kit.links import HOME, HOME_ADDRESS, PAGES, to_home
    from pages.kit.shell import around, faults_in_words

    # The shell draws the links itself: these keep what is chosen.
    pages = [
        st.Page(
            link.path,
            title=link.title,
            default=link.path == HOME,
            # The default page is served at "/" whatever it is called; the name /Home is left to the way there.
            url_path="at-the-root" if link.path == HOME else None,
            visibility="visible" if link.group else "hidden",
        )
        for link in PAGES
    ]
    way_home = st.Page(to_home, url_path=HOME_ADDRESS, visibility="hidden")
    with rehearsal.page_is_read(), faults_in_words():
        page = st.navigation([*pages, way_home], position="hidden")
        if page is way_home:
            page.run()
        else:
            rehearsal.begin(around(page.title), page.title)
            with first_part.stands_first(page.title):
                page.run()
else:
    from pages.kit import front

    app = st.App(__file__, **front.options())
