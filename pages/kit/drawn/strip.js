// A whole log by months, and a frame around those in view. An end of the frame is dragged, or moved by the arrow keys
// (Page Up and Down: a year); a drag within a frame that is not around everything moves it; one elsewhere begins another.
// What is chosen is told when the pointer is let go, or the keys rest.
const KEYS_REST_MS = 400, NEAR_PX = 14, NEAR_FINGER_PX = 26;
const STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -12, PageUp: 12, Home: -Infinity, End: Infinity };

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".strip");
  const strip = (root.strip ??= build(root));
  strip.tell = () => setTriggerValue("chosen", [strip.data.months[strip.first], strip.data.months[strip.last]]);
  strip.given = data;
  if (!strip.drag && !strip.rest) take(strip); // Else the reader is still at it.
}

function take(strip) {
  const data = strip.given;
  strip.data = data;
  strip.n = data.months.length;
  strip.root.setAttribute("aria-label", data.label);
  for (const [name, colour] of Object.entries(data.colours)) strip.root.style.setProperty(`--${name}`, colour);
  const place = (month, outside) => (data.months.includes(month) ? data.months.indexOf(month) : outside);
  Object.assign(strip, { first: place(data.first, 0), last: place(data.last, strip.n - 1) });
  show(strip);
}

function build(root) {
  const handle = (end) => `<div class="handle ${end}" role="slider" tabindex="0" aria-valuemin="0" aria-orientation="horizontal"
    aria-label="${end === "first" ? "First" : "Last"} month in view"></div>`;
  root.innerHTML = `<div class="bars"><svg preserveAspectRatio="none" aria-hidden="true"><path class="out"/><path class="in"/></svg>
    <div class="frame">${handle("first")}${handle("last")}</div></div><div class="names" aria-hidden="true"><span></span><span></span></div>`;
  const one = (which) => root.querySelector(which);
  const strip = {
    root, bars: one(".bars"), svg: one("svg"), out: one(".out"), in: one(".in"), frame: one(".frame"), names: one(".names"),
    handles: { first: one(".first"), last: one(".last") },
  };
  strip.bars.onpointerdown = (event) => grasp(strip, event);
  strip.bars.onpointermove = (event) => (strip.drag ? drag(strip, event) : point(strip, event));
  strip.bars.onpointerup = () => release(strip);
  strip.bars.onpointercancel = () => letBe(strip);
  for (const end of ["first", "last"]) strip.handles[end].onkeydown = (event) => step(strip, end, event);
  return strip;
}

// The month under the pointer.
function at(strip, event) {
  const { left, width } = strip.bars.getBoundingClientRect();
  return Math.max(0, Math.min(strip.n - 1, Math.floor(((event.clientX - left) / width) * strip.n)));
}

function nearest(strip, event) {
  const { left, width } = strip.bars.getBoundingClientRect();
  const x = event.clientX - left;
  const far = { first: Math.abs(x - (strip.first / strip.n) * width), last: Math.abs(x - ((strip.last + 1) / strip.n) * width) };
  const end = far.first < far.last ? "first" : "last";
  return far[end] <= (event.pointerType === "mouse" ? NEAR_PX : NEAR_FINGER_PX) ? end : null;
}

// Whether the frame can be moved by that month.
function holds(strip, month) {
  const isWhole = strip.first === 0 && strip.last === strip.n - 1;
  return !isWhole && month >= strip.first && month <= strip.last;
}

function point(strip, event) {
  const month = at(strip, event);
  strip.bars.style.cursor = nearest(strip, event) ? "ew-resize" : holds(strip, month) ? "grab" : "crosshair";
  strip.bars.title = strip.data.names[month];
}

function grasp(strip, event) {
  if (event.button) return;
  const month = at(strip, event), end = nearest(strip, event);
  const how = end || (holds(strip, month) ? "move" : "begin");
  strip.drag = { how, from: month, first: strip.first, last: strip.last };
  strip.bars.setPointerCapture(event.pointerId);
  if (end) strip.handles[end].focus({ preventScroll: true });
}

function drag(strip, event) {
  const { how, from, first, last } = strip.drag;
  const month = at(strip, event);
  if (how === "move") {
    const by = Math.max(-first, Math.min(strip.n - 1 - last, month - from));
    Object.assign(strip, { first: first + by, last: last + by });
  } else if (how === "begin") {
    if (month !== from) strip.drag.isBegun = true;
    if (strip.drag.isBegun) Object.assign(strip, { first: Math.min(from, month), last: Math.max(from, month) });
  } else if (how === "first") strip.first = Math.min(month, strip.last);
  else strip.last = Math.max(month, strip.first);
  show(strip);
}

function release(strip) {
  const before = strip.drag;
  strip.drag = null;
  if (before && (before.first !== strip.first || before.last !== strip.last)) strip.tell();
  else if (before) take(strip);
}

// The finger scrolls the page instead.
function letBe(strip) {
  strip.drag = null;
  take(strip);
}

function step(strip, end, event) {
  if (!(event.key in STEPS)) return;
  event.preventDefault();
  const [low, high] = end === "first" ? [0, strip.last] : [strip.first, strip.n - 1];
  strip[end] = Math.max(low, Math.min(high, strip[end] + STEPS[event.key]));
  show(strip);
  clearTimeout(strip.rest);
  strip.rest = setTimeout(() => {
    strip.rest = null;
    strip.tell();
  }, KEYS_REST_MS);
}

function show(strip) {
  const { n, first, last, data } = strip;
  const bar = (share, i) => (share == null ? "" : `M${i + 0.1} 100V${(100 - 92 * share).toFixed(1)}h.8V100z`);
  const path = (isShown) => data.shares.map((share, i) => (isShown(i) ? bar(share, i) : "")).join("");
  strip.svg.setAttribute("viewBox", `0 0 ${n} 100`);
  strip.out.setAttribute("d", path((i) => i < first || i > last));
  strip.in.setAttribute("d", path((i) => i >= first && i <= last));
  strip.frame.style.left = `${(100 * first) / n}%`;
  strip.frame.style.right = `${100 - (100 * (last + 1)) / n}%`;
  for (const [end, handle] of Object.entries(strip.handles)) {
    handle.setAttribute("aria-valuemax", n - 1);
    handle.setAttribute("aria-valuenow", strip[end]);
    handle.setAttribute("aria-valuetext", data.names[strip[end]]);
  }
  const [from, to] = strip.names.children;
  from.textContent = data.names[first];
  to.textContent = data.names[last];
  strip.names.style.setProperty("--before", `${(100 * first) / n}%`);
  strip.names.style.setProperty("--after", `${100 - (100 * (last + 1)) / n}%`);
}
