// Two layers, one over the other: the hidden one is drawn whole and painted before it takes the other's place.
import { pause, words } from "./given.js";

const CONFIG = { staticPlot: true, displayModeBar: false, showSendToCloud: false };
const PATIENCE = 10_000;
// No letters are smaller than this part of the wall's height.
const SMALLEST = 0.0235;
const LETTERS = "Aa0 ậđĐ ếơƯ ỡộ";

const frames = () => Promise.race([new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))), pause(1_000)]);

export class Layers {
  constructor([front, back]) {
    this.front = front;
    this.back = back;
  }

  // All weights and letters that a scene may need: later the server may be gone.
  async fonts() {
    const weights = [400, 500, 600, 700].map((weight) => document.fonts.load(`${weight} 20px "Be Vietnam Pro"`, LETTERS));
    await Promise.race([Promise.all(weights), pause(PATIENCE)]);
  }

  // Draws a scene into the hidden layer; false where that cannot be done.
  async draw(scene) {
    const layer = this.back;
    this.clear(layer);
    layer.innerHTML = scene.html;
    layer.setAttribute("aria-label", scene.alt || "");
    try {
      for (const [name, figure] of Object.entries(scene.figures)) await this.plot(layer, name, figure);
    } catch (problem) {
      console.warn(problem);
      this.clear(layer);
      return false;
    }
    this.hatch();
    this.settle(layer);
    await document.fonts.ready;
    await frames();
    return true;
  }

  // Words and lists in the place that there is.
  settle(layer) {
    this.shrink(layer);
    this.fill(layer);
    this.fit(layer);
  }

  async plot(layer, name, figure) {
    const node = layer.querySelector(`[data-figure="${name}"]`);
    // Drawing writes into what it is given; what is held must stay as it came.
    const { data, layout } = structuredClone(figure);
    const size = { width: node.clientWidth, height: node.clientHeight, autosize: false };
    const late = pause(PATIENCE).then(() => { throw new Error(`${name} is not drawn in time`); });
    await Promise.race([Plotly.newPlot(node, data, { ...layout, ...size }, CONFIG), late]);
  }

  // The hatches of units without a value grow with the wall.
  hatch() {
    const scale = innerHeight / 600;
    document.querySelectorAll("pattern").forEach((one) => one.setAttribute("patternTransform", `scale(${scale})`));
  }

  // Large words that are wider than their place become smaller, though never too small to read.
  shrink(layer) {
    for (const node of layer.querySelectorAll("[data-shrink]")) {
      const size = parseFloat(getComputedStyle(node).fontSize);
      const share = node.clientWidth / node.scrollWidth;
      if (share < 1) node.style.fontSize = `${Math.max(size * share * 0.99, innerHeight * SMALLEST)}px`;
    }
  }

  // Sentences in the largest letters in which all of them fit; never too small to read.
  fill(layer) {
    for (const node of layer.querySelectorAll("[data-fill]")) {
      let size = parseFloat(getComputedStyle(node).fontSize);
      const smallest = innerHeight * SMALLEST;
      while (node.scrollHeight > node.clientHeight + 1 && size > smallest) {
        size = Math.max(size * 0.96, smallest);
        node.style.fontSize = `${size}px`;
      }
    }
  }

  // Lines of a list that do not fit are left out, and counted with those that the server left out.
  fit(layer) {
    let dropped = 0;
    for (const list of layer.querySelectorAll("[data-fit]")) {
      while (list.scrollHeight > list.clientHeight + 1 && list.children.length > 1) {
        (list.dataset.fit === "last" ? list.firstElementChild : list.lastElementChild).remove();
        list.style.setProperty("--lines", list.children.length);
        dropped += 1;
      }
    }
    const more = layer.querySelector("[data-more]");
    if (!dropped || !more) return;
    more.hidden = false;
    const left = Number(more.dataset.more) + dropped;
    more.dataset.more = left;
    more.textContent = words(more.dataset.key, { n: left });
  }

  swap() {
    this.back.classList.add("shown");
    this.front.classList.remove("shown");
    [this.front, this.back] = [this.back, this.front];
  }

  clear(layer) {
    layer.querySelectorAll(".js-plotly-plot").forEach((node) => Plotly.purge(node));
    layer.replaceChildren();
  }
}
