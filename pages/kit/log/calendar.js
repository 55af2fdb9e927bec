// The calendar of the Log: a month of days or a year of months. Arrow keys move, Enter opens; words come from Python.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".calendar");
  const step = data.view === "year" ? 3 : 7;
  fill(
    root,
    data.colours,
    data.view === "year" ? year(data) : month(data),
    { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -step, ArrowDown: step },
    (cells) => cells.find((cell) => cell.dataset.open) || cells.find((cell) => cell.dataset.today),
  );
  for (const cell of root.querySelectorAll("button")) cell.onclick = () => setTriggerValue("day", cell.dataset.day);
}

function bar(name, value, share) {
  const row = make("span", `row ${name}`);
  const mark = make("span", "bar");
  mark.style.setProperty("--share", share);
  row.append(mark, make("span", "value", value));
  return row;
}

function disc(cell) {
  const node = make("span", cell.flare ? "disc flare" : "disc", cell.pain);
  node.style.setProperty("--fill", cell.fill);
  node.style.setProperty("--ink", cell.ink);
  return node;
}

function opener(cell, name) {
  const button = make("button", name);
  button.type = "button";
  button.dataset.day = cell.day;
  button.setAttribute("aria-label", cell.label);
  if (cell.open) {
    button.dataset.open = "yes";
    button.setAttribute("aria-pressed", "true");
  }
  if (cell.today) {
    button.dataset.today = "yes";
    button.setAttribute("aria-current", "date");
  }
  const head = make("span", "head");
  head.append(make("span", "number", cell.number));
  if (cell.pain !== "") head.append(disc(cell));
  button.append(head);
  if (cell.distance !== "") button.append(bar("running", cell.distance, cell.distance_share));
  if (cell.sets !== "") button.append(bar("lifting", cell.sets, cell.sets_share));
  return button;
}

function month(data) {
  const table = make("table", "month");
  table.append(make("caption", "hidden", data.title));
  const head = make("tr");
  for (const name of data.heads) {
    const th = make("th", "", name);
    th.scope = "col";
    head.append(th);
  }
  const top = make("thead");
  top.append(head);
  const body = make("tbody");
  for (const week of data.weeks) {
    const row = make("tr");
    for (const cell of week.days) {
      const td = make("td", cell.inside ? "" : "outside");
      td.append(opener(cell, "day"));
      row.append(td);
    }
    const sum = make("td", "week");
    if (week.note) sum.append(make("span", "note", week.note));
    if (week.distance) sum.append(make("span", "running", week.distance));
    if (week.sets) sum.append(make("span", "lifting", week.sets));
    row.append(sum);
    body.append(row);
  }
  table.append(top, body);
  return table;
}

function year(data) {
  const grid = make("div", "year");
  grid.setAttribute("role", "group");
  grid.setAttribute("aria-label", data.title);
  for (const cell of data.months) grid.append(opener(cell, "day"));
  return grid;
}
