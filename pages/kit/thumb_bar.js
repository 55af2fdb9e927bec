// Five links at the foot of a phone. One element of Streamlit's, where five page links are fifteen; what is pressed is
// the side bar's link of the same name, which changes the page without loading it anew.
export default function ({ data, parentElement }) {
  parentElement.querySelector(".thumb-bar").replaceChildren(...data.places.map(link));
}

function link(place) {
  const made = Object.assign(document.createElement("a"), { href: place.address });
  if (place.is_open) made.setAttribute("aria-current", "page");
  const icon = Object.assign(document.createElement("span"), { className: "icon", textContent: place.icon });
  icon.setAttribute("aria-hidden", "true");
  icon.setAttribute("translate", "no");
  made.append(icon, place.title);
  made.onclick = (event) => {
    const same = sideBar(place.title);
    if (!same || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    same.click();
  };
  return made;
}

function sideBar(title) {
  const links = document.querySelectorAll('[data-testid="stSidebar"] [data-testid="stPageLink-NavLink"]');
  return [...links].find((each) => each.querySelector("p")?.textContent === title);
}
