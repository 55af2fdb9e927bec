export default function ({ parentElement, data, setTriggerValue }) {
  const regions = [...parentElement.querySelectorAll("[data-place]")];
  const said = parentElement.querySelector(".said");
  const name = (region) => region.getAttribute("aria-label").split(",")[0];
  const chosen = regions.find((region) => region.dataset.place === data.chosen);
  const say = (focused) => {
    const first = chosen ? `${name(chosen)} chosen.` : "";
    said.textContent = focused && focused !== chosen ? `${first} ${name(focused)} in focus.`.trim() : first;
  };
  for (const region of regions) {
    region.setAttribute("aria-pressed", String(region === chosen));
    const choose = () => setTriggerValue("place", region.dataset.place);
    region.onclick = choose;
    region.onfocus = () => say(region);
    region.onblur = () => say(null);
    region.onkeydown = (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        choose();
      }
    };
  }
  say(null);
}
