// Small maps: plain SVG of paths, for twelve of plotly's would take seconds. The shapes of an area are fetched once by
// their address and kept; each map of them says only which class each unit has.
(() => {
  const SVG = 'http://www.w3.org/2000/svg';
  // So many units of drawing across the frame, which the hatches are made for.
  const WIDE = 260;
  const fetched = {}, cut = {};
  const up = (lat) => Math.log(Math.tan(Math.PI / 4 + lat * Math.PI / 360)) * 180 / Math.PI;
  const shapes = (address) => fetched[address] ??= fetch(address)
    .then((answer) => answer.json()).catch(() => { delete fetched[address]; return { features: [] }; });
  // The paths of a frame, by unit.
  const paths = (address, frame, features) => cut[`${address} ${frame}`] ??= (() => {
    const [west, south, east, north] = frame.split(',').map(Number), scale = WIDE / (east - west), top = up(north);
    const point = ([lon, lat]) => `${((lon - west) * scale).toFixed(1)} ${((top - up(lat)) * scale).toFixed(1)}`;
    const ring = (points) => `M${points.map(point).join('L')}Z`;
    const rings = ({ type, coordinates }) => (type === 'Polygon' ? coordinates : coordinates.flat()).map(ring).join('');
    const found = features.map(({ id, geometry }) => [String(id), rings(geometry)]);
    return { high: (top - up(south)) * scale, of: new Map(found) };
  })();
  const make = (name, given, parent) => {
    const made = parent.appendChild(document.createElementNS(SVG, name));
    for (const [key, value] of Object.entries(given)) made.setAttribute(key, value);
    return made;
  };
  const fill = (drawing, address, frame, features, units) => {
    const { high, of } = paths(address, frame, features);
    drawing.setAttribute('viewBox', `0 0 ${WIDE} ${high.toFixed(1)}`);
    for (const [code, kind, words] of units) {
      if (!of.has(code)) continue;
      const path = make('path', { d: of.get(code), class: kind }, drawing);
      path.__data__ = { loc: code };
      make('title', {}, path).textContent = words;
    }
    // An outline lies above its neighbours.
    for (const above of drawing.querySelectorAll('.late, .own')) drawing.append(above);
    return drawing;
  };
  const draw = async (map) => {
    const { shapes: address, frames, units } = map.dataset;
    const { features } = await shapes(address);
    if (map.firstChild) return;
    const lines = units.split('\n').map((line) => line.split('\t'));
    const [frame, inset] = frames.split(';');
    fill(make('svg', {}, map), address, frame, features, lines);
    if (inset) fill(make('svg', { class: 'inset', preserveAspectRatio: 'xMaxYMax' }, map), address, inset, features, lines);
  };
  new MutationObserver(() => document.querySelectorAll('.small-map:empty').forEach(draw))
    .observe(document, { childList: true, subtree: true });
})();
