// The table of the Log's list. A press anywhere on a row opens its day; arrow keys move between days; words come from
// Python.
export default function ({ data, parentElement, setTriggerValue }) {
  fill(
    parentElement.querySelector(".entries"),
    data.colours,
    table(data, (day) => setTriggerValue("day", day)),
    { ArrowUp: -1, ArrowDown: 1 },
    (days, before) => days[before] || days.find((day) => day.ariaPressed === "true"),
  );
}

function head(name, kind, means) {
  const th = make("th", kind, name);
  th.scope = "col";
  if (means) {
    th.title = means;
    th.ariaLabel = means;
  }
  return th;
}

function table(data, open) {
  const heads = data.table.heads.map((each) => head(each.name, "number", each.means));
  const top = make("thead", "", make("tr", "", head("Day", "day"), head("What", "what"), ...heads));
  const rows = data.table.rows.map((entry) => row(entry, entry.day === data.open, open));
  const whole = make("table", "", top, make("tbody", "", ...rows));
  whole.ariaLabel = "Entries";
  return whole;
}

function row(entry, isOpen, open) {
  const day = make("button", "", entry.date);
  day.type = "button";
  day.ariaPressed = String(isOpen);
  const icon = make("span", `icon ${entry.kind}`, entry.icon);
  icon.ariaHidden = "true";
  const words = make("span", "words", make("span", "title", entry.title));
  if (entry.small) words.append(make("span", "small", entry.small));
  const what = make("td", "what", make("span", "line", icon, make("span", "hidden", `${entry.name}: `), words));
  const numbers = entry.numbers.map((number) => make("td", "number", number));
  const tr = make("tr", isOpen ? "open" : "", make("td", "day", day), what, ...numbers);
  tr.onclick = () => open(entry.day);
  return tr;
}
