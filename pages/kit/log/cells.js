// What the Log's own components share; their scripts follow this one (pages/kit/log/components.py).
function make(tag, name, ...inside) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  node.append(...inside);
  return node;
}

// Puts `made` into `root`, in the colours given. One of its buttons is in the order of Tab; the keys in `steps` move to
// the button so many places on. `choose` is given all buttons, and the place of the one that had the focus (-1: none).
function fill(root, colours, made, steps, choose) {
  for (const [name, colour] of Object.entries(colours)) root.style.setProperty(`--${name}`, colour);
  const before = [...root.querySelectorAll("button")].indexOf(root.getRootNode().activeElement);
  root.replaceChildren(made);
  const buttons = [...root.querySelectorAll("button")];
  const current = choose(buttons, before) || buttons[0];
  buttons.forEach((button, place) => {
    button.tabIndex = button === current ? 0 : -1;
    button.onkeydown = (event) => {
      const next = buttons[place + (steps[event.key] || NaN)];
      if (!next) return;
      event.preventDefault();
      button.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    };
  });
  if (before >= 0 && current) current.focus();
}
