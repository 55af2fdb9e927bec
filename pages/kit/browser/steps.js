// Streamlit adds a step to the browser's history for every part of an address that changes: up to four for one link.
// Here a press makes one step; what follows without a further press changes that step.
{
  const push = history.pushState.bind(history);
  let isPressed = false;
  for (const kind of ["pointerdown", "keydown"]) {
    window.addEventListener(kind, () => { isPressed = true; }, { capture: true });
  }
  history.pushState = (...step) => {
    if (isPressed) push(...step);
    else history.replaceState(...step);
    isPressed = false;
  };
}
