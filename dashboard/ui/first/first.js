// The numbers of the first HTML stand until Streamlit shows the same at the same place, and then go at once: whoever
// reads on reads on. Until then nobody hears or reaches what is drawn behind them, so that nothing is said twice.
(() => {
  const MARK = ':is(.card.head, table.figures)', MAIN = '[data-testid=stMain]';
  // Milliseconds: for the page to come, for it to lie as it did, and for a page without such numbers to be at rest.
  const MOST = 20000, LAID_OUT = 4000, AT_REST = 700;
  // Narrower windows begin with the sidebar shut.
  const SHUT = 768, NEAR = 2;
  const root = document.documentElement;
  const width = parseInt(localStorage.sidebarWidth);
  if (width) root.style.setProperty('--side', `${width}px`);
  const kept = Object.keys(localStorage).find((key) => key.startsWith('stSidebarCollapsed-'));
  root.classList.toggle('shut', innerWidth <= SHUT || localStorage[kept] === 'true');
  const begun = performance.now();
  let there = 0, rested = 0;

  const isAway = (found, first) => {
    const [now, then] = [found, first].map((each) => each.getBoundingClientRect());
    return then.top < innerHeight && Math.hypot(now.left - then.left, now.top - then.top) > NEAR;
  };
  // A control whose script is still on its way is lower than it will be; a chart that is may wait.
  const isAwaited = (found) => [...document.querySelectorAll(`${MAIN} [data-testid=stSkeleton]`)].some((each) =>
    each.clientHeight < 100 && each.compareDocumentPosition(found) & Node.DOCUMENT_POSITION_FOLLOWING);
  const isReady = (first) => {
    const now = performance.now(), found = document.querySelector(`${MAIN} ${MARK}`);
    if (now - begun > MOST) return true;
    if (found) {
      there ||= now;
      const shown = first.querySelector(MARK);
      return now - there > LAID_OUT || !(isAwaited(found) || (shown && isAway(found, shown)));
    }
    const isAtRest = document.querySelector(`[data-test-script-state=notRunning] ${MAIN} :is(h1, [role=alert])`)
      && !document.querySelector(`${MAIN} [data-testid=stSkeleton]`);
    rested = isAtRest ? rested || now : 0;
    return rested && now - rested > AT_REST;
  };
  const look = () => {
    const first = document.getElementById('first');
    if (!first && document.readyState !== 'loading') return;
    if (!first || !isReady(first)) return requestAnimationFrame(look);
    const main = document.querySelector(MAIN);
    if (main) main.scrollTop = first.querySelector('main').scrollTop;
    first.remove();
    document.getElementById('root').inert = false;
    root.style.removeProperty('--side');
    root.classList.remove('shut');
  };
  look();
})();
