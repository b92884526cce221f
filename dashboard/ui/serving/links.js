// Links between our pages change the view in place. Streamlit follows `popstate` by itself: it finds the page by its path,
// takes the query string, and runs. What a browser does at a real load is done here: the view begins at its top, Back
// finds the place that was left, and the heading is read aloud. PAGES is put before it by web.py.
(() => {
  const root = document.documentElement;
  const within = (wanted) => document.querySelector(`[data-testid=stMain]${wanted}`);
  const isRunning = () => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState !== 'notRunning';
  // On a busy machine a run begins and ends between two looks: its beginnings are counted.
  let runs = 0;
  new MutationObserver((seen) => { runs += seen.length; })
    .observe(document, { subtree: true, attributeFilter: ['data-test-script-state'] });
  const folder = (path) => path.slice(0, path.lastIndexOf('/') + 1);
  // Runs wait for the view that was asked for last; one that is overtaken gives up.
  let turn = 0, isArriving = false, keeping = 0;

  const isOurs = (link) => {
    const there = new URL(link.href), here = folder(location.pathname);
    const isBeside = there.origin === location.origin && folder(there.pathname) === here && !there.hash;
    return isBeside && PAGES.includes(there.pathname.slice(here.length)) && !link.matches('.copy, [download], [target=_blank]');
  };

  // Each entry of the history keeps how far its view was scrolled.
  const keep = () => {
    clearTimeout(keeping);
    history.replaceState({ ...history.state, top: within('')?.scrollTop ?? 0 }, '');
  };
  document.addEventListener('scroll', ({ target }) => {
    if (isArriving || target !== within('')) return;
    clearTimeout(keeping);
    keeping = setTimeout(keep, 120);
  }, true);

  const until = (isSo, ends, mine) => new Promise((done) => {
    const look = () => isSo() || performance.now() > ends || mine !== turn ? done() : setTimeout(look, 25);
    look();
  });
  const read = (left) => {
    const heading = within(' h1');
    // Whoever went on to something else meanwhile stays there.
    if (!heading || ![document.body, heading, left, null].includes(document.activeElement)) return;
    heading.tabIndex = -1;
    heading.blur();
    heading.focus({ preventScroll: true });
  };
  // Scrolls there; whether the page is long enough by now.
  const isAt = (top) => {
    const main = within('');
    if (main) main.scrollTop = top;
    return Math.abs((main?.scrollTop ?? 0) - top) < 2;
  };
  // The sources of a count open over the page, which stays behind them as it is.
  const isOver = (link) => {
    const there = new URL(link.href);
    return there.pathname === location.pathname && there.searchParams.has('trace');
  };
  const arrive = async (left, top, isOverPage = false) => {
    const mine = ++turn, before = runs;
    const soon = (seconds) => performance.now() + seconds * 1000;
    clearTimeout(keeping);
    isArriving = true;
    await until(() => runs > before || isRunning(), soon(1), mine);
    await until(() => !isRunning(), soon(30), mine);
    if (mine !== turn) return;
    if (isOverPage) { isArriving = false; return; }
    read(left);
    // Another heading may still take its place, where several were clicked, and charts grow after the run.
    const settled = soon(2);
    let isThere = false;
    await until(() => {
      if (document.activeElement === document.body) read(left);
      isThere ||= isAt(top);
      return isThere && performance.now() > settled;
    }, soon(4), mine);
    if (mine === turn) isArriving = false;
  };
  // A reader who scrolls is not pulled back.
  for (const kind of ['wheel', 'touchmove', 'pointerdown', 'keydown'])
    addEventListener(kind, () => { if (isArriving) { turn += 1; isArriving = false; } }, { capture: true, passive: true });

  addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href]');
    if (!link || event.button || !isOurs(link)) return;
    // Streamlit's menu would go in place also where another tab was asked for, or while no server listens.
    event.stopPropagation();
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || root.classList.contains('lost')) return;
    event.preventDefault();
    keep();
    if (link.href !== location.href) history.pushState({}, '', link.href);
    // The menu of a narrow window lies over the page.
    if (innerWidth < 768 && link.closest('[data-testid=stSidebar]'))
      document.querySelector('[data-testid=stSidebarCollapseButton] button')?.click();
    // Streamlit shuts what is open over the page by this key, and puts the focus where it was opened.
    const isInPopover = link.closest('[data-testid=stPopoverBody]');
    if (isInPopover) document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    arrive(isInPopover ? document.activeElement : link, 0, isOver(link));
    if (!isOver(link)) isAt(0);
    dispatchEvent(new PopStateEvent('popstate'));
  }, true);
  // A unit is pinned, or let go, where its row stands: the view stays where it is, and so does the keyboard.
  addEventListener('click', ({ target }) => {
    const button = target.closest?.('[data-testid=stMain] button.pin');
    if (!button || root.classList.contains('lost')) return;
    const { unit } = button.dataset, there = new URL(location.href);
    const pinned = (there.searchParams.get('pins') ?? '').split(',').filter(Boolean);
    const others = pinned.filter((one) => one !== unit);
    there.searchParams.set('pins', (others.length < pinned.length ? others : [...pinned, unit]).join(','));
    if (!there.searchParams.get('pins')) there.searchParams.delete('pins');
    keep();
    history.pushState({ top: within('')?.scrollTop ?? 0 }, '', there);
    arrive(button, 0, true).then(() => {
      within(` button.pin[data-unit="${CSS.escape(unit)}"]`)?.focus({ preventScroll: true });
    });
    dispatchEvent(new PopStateEvent('popstate'));
  });
  // Back and Forward; our own are not trusted.
  addEventListener('popstate', (event) => { if (event.isTrusted) arrive(document.activeElement, event.state?.top ?? 0); });
  if (history.state?.top) arrive(null, history.state.top);
})();
