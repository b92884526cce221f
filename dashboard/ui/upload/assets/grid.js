// Shows the grid that the server drew; a click or Enter picks a cell, arrows walk from cell to cell.
export default function ({ data, parentElement, setTriggerValue }) {
  let holder = parentElement.querySelector(".holder");
  if (!holder) {
    holder = document.createElement("div");
    holder.className = "holder";
    parentElement.appendChild(holder);
  }
  if (holder.dataset.shown !== data.html) {
    const before = holder.querySelector(".sheet");
    const [top, left] = before ? [before.scrollTop, before.scrollLeft] : [0, 0];
    const focused = holder.getRootNode().activeElement?.dataset?.place;
    holder.innerHTML = data.html;
    holder.dataset.shown = data.html;
    const sheet = holder.querySelector(".sheet");
    sheet.scrollTop = top;
    sheet.scrollLeft = left;
    const first = holder.querySelector("td.picked") || holder.querySelector("td.asked") || holder.querySelector("td[data-place]");
    if (first) first.tabIndex = 0;
    if (focused) holder.querySelector(`td[data-place="${focused}"]`)?.focus();
  }
  const pick = (cell) => cell?.dataset.place && setTriggerValue("picked", cell.dataset.place);
  holder.onclick = (event) => pick(event.target.closest("td"));
  holder.onkeydown = (event) => {
    const cell = event.target.closest?.("td");
    if (!cell) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      pick(cell);
    }
    const next = neighbour(holder, cell, event.key);
    if (next) {
      event.preventDefault();
      holder.querySelectorAll("td[tabindex='0']").forEach((one) => (one.tabIndex = -1));
      next.tabIndex = 0;
      next.focus();
      next.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  };
}

// The nearest cell in the direction of an arrow, by where cells are drawn: merged ones need no arithmetic.
function neighbour(holder, cell, key) {
  const step = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[key];
  if (!step) return null;
  const from = cell.getBoundingClientRect();
  const x = (from.left + from.right) / 2, y = (from.top + from.bottom) / 2;
  let best = null, least = Infinity;
  for (const other of holder.querySelectorAll("td[data-place]")) {
    if (other === cell) continue;
    const box = other.getBoundingClientRect();
    const ahead = step[0] > 0 ? box.left - from.right : step[0] < 0 ? from.left - box.right : step[1] > 0 ? box.top - from.bottom : from.top - box.bottom;
    if (ahead < -2) continue;
    const aside = step[0] ? Math.max(box.top - y, y - box.bottom, 0) : Math.max(box.left - x, x - box.right, 0);
    const far = ahead + 4 * aside;
    if (far < least) [best, least] = [other, far];
  }
  return best;
}
