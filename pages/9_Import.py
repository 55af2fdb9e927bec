"""What is there already, files in, a receipt out, and one click to take it back."""

from pages.kit import faults, shell
from pages.kit.files import answers_form, exports, importing, in_the_log, receipts, watched_folder

page = shell.page("Import")

in_the_log.sentence(page)
importing.drop_files(page.own)
receipts.latest(page.own, page.units)
exports.where()
if page.is_at_home:
    watched_folder.section(page.own, page.units)
receipts.earlier(page.own, page.units)
answers_form.section(page.own)
if page.is_at_home:
    faults.section()
