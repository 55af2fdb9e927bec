"""Files in, a receipt out, and one click to take it back."""

from pages.kit import answers_form, faults, importing, joined, receipts, shell

shell.leave_demo()
page = shell.page("Import")

importing.drop_files(page.store)
receipts.latest(page.store)
receipts.earlier(page.store)
joined.section(page)
answers_form.section(page.store)
faults.section()
