// The charts in sight are drawn first, those further down as soon as the browser has nothing else to do.
const inTurn = (node) => new Promise((begin) => {
  if (node.getBoundingClientRect().top < innerHeight) return begin();
  addEventListener('beforeprint', begin, { once: true });
  if (window.requestIdleCallback) requestIdleCallback(begin, { timeout: 500 });
  else setTimeout(begin, 100);
});
const ownPlotly = {
  ...window.Plotly,
  react: async (node, figure) => {
    if (!node.classList.contains('js-plotly-plot')) await inTurn(node);
    // Who went to another page meanwhile took the chart's place away.
    if (node.isConnected) return window.Plotly.react(node, figure);
  },
};
