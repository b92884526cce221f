// What of a wall's words cannot be read from six metres: too small, too faint, cut off, or one over the other.
() => {
  const found = [];
  const texts = [];
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const parts = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const ground = (node) => {
    for (let each = node; each; each = each.parentElement) {
      const [r, g, b, a = 1] = parts(getComputedStyle(each).backgroundColor);
      if (a > 0.99) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const cutters = (node) => {
    const cutting = [];
    for (let each = node; each; each = each.parentElement) {
      const style = getComputedStyle(each);
      const isCut = each.matches("svg.main-svg") || /hidden|clip|auto|scroll/.test(style.overflowX + style.overflowY);
      if (isCut || /strict|paint|content/.test(style.contain)) cutting.push(each.getBoundingClientRect());
    }
    cutting.push(new DOMRect(0, 0, innerWidth, innerHeight));
    return cutting;
  };
  const root = document.scrollingElement;
  if (root.scrollWidth > innerWidth || root.scrollHeight > innerHeight) found.push(["scrolls", root.scrollWidth, root.scrollHeight]);
  const roots = [document.querySelector("header"), document.querySelector(".sheet.shown"), document.querySelector("footer")];
  for (const start of roots) {
    const walker = document.createTreeWalker(start, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const words = node.textContent.trim();
      const element = node.parentElement;
      const style = getComputedStyle(element);
      if (!words || style.visibility === "hidden" || style.display === "none" || !element.getClientRects().length) continue;
      const size = parseFloat(style.fontSize);
      if (size < innerHeight * 0.022) found.push(["small", words, size]);
      const ink = parts(element.closest("svg") ? style.fill : style.color);
      const [light, dark] = [luminance(ink), luminance(ground(element))].sort((a, b) => b - a);
      const contrast = (light + 0.05) / (dark + 0.05);
      if (contrast < 7) found.push(["faint", words, contrast.toFixed(2), style.color]);
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        if (!box.width) continue;
        // A letter's box is higher than the letter and its marks.
        const high = box.height * 0.14;
        for (const frame of cutters(element)) {
          const isCut = box.left < frame.left - 1.5 || box.right > frame.right + 1.5 || box.top + high < frame.top || box.bottom - high > frame.bottom;
          if (isCut) { found.push(["cut", words, Math.round(box.left), Math.round(box.top), Math.round(box.right), Math.round(box.bottom)]); break; }
        }
        texts.push([words, box.left + 1, box.right - 1, box.top + box.height * 0.24, box.bottom - box.height * 0.24, node]);
      }
    }
  }
  texts.forEach((one, place) => {
    for (const other of texts.slice(place + 1)) {
      if (one[5] === other[5]) continue;
      if (one[1] < other[2] && other[1] < one[2] && one[3] < other[4] && other[3] < one[4]) found.push(["over", one[0], other[0]]);
    }
  });
  return found;
}
