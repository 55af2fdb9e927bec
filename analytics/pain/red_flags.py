"""When to see a doctor: said plainly, always there, never computed."""

LEAD = "See a doctor now, whatever this page says, if with your back pain you have any of these:"
# The common list of guidelines on low-back pain.
SIGNS = (
    "numbness around the saddle area",
    "loss of control over bladder or bowel",
    "weakness in a leg",
    "fever",
    "a recent fall or accident",
    "weight loss you cannot explain",
    "pain at night that does not ease",
)
NOT_LOOKED_FOR = "lbsdrop is not a medical device and does not look for these signs."
