// What Streamlit's frame cannot be told otherwise: which language it speaks, what its own controls are called, and how
// its charts come onto paper. WORDS and DEFAULT are put before it by web.py.
(() => {
  // A file that was chosen is shown as soon as the server answers.
  let isChosen = false;
  const hasFile = () => Boolean(document.querySelector('[data-testid=stFileUploader] [data-testid=stFileChip], .handed-in'));
  const NAMES = {
    '[data-testid=stSidebar]': 'sidebar',
    '[data-testid=stSidebarCollapseButton] button': 'close',
    '[data-testid=stExpandSidebarButton]': 'open',
    '[role=dialog] > button': 'shut',
  };
  const speak = () => {
    const asked = new URLSearchParams(location.search).get('lang');
    const language = asked in WORDS ? asked : DEFAULT;
    const words = WORDS[language];
    document.documentElement.lang = language;
    for (const [place, name] of Object.entries(NAMES))
      for (const found of document.querySelectorAll(place)) found.ariaLabel = words[name];
    const skip = document.querySelector('[data-testid=stSkipToContent]');
    if (skip && skip.textContent !== words.skip) skip.textContent = words.skip;
    if (!document.querySelector('[data-testid=stFileUploader]')) document.getElementById('unsent')?.remove();
    if (hasFile()) isChosen = false;
  };
  new MutationObserver(speak).observe(document, { childList: true, subtree: true });

  // A chart is drawn for the window. With a viewBox the sheet of print.css can bring it to the width of the paper.
  addEventListener('beforeprint', () => {
    for (const drawing of document.querySelectorAll('.js-plotly-plot .main-svg')) {
      const { width, height } = drawing;
      drawing.setAttribute('viewBox', `0 0 ${width.baseVal.value} ${height.baseVal.value}`);
      drawing.parentElement.style.aspectRatio = `${width.baseVal.value} / ${height.baseVal.value}`;
    }
  });

  // Asked by keyboard, the page takes the width of the paper first, so that charts draw themselves anew for it.
  const isFitting = (drawing) =>
    drawing.width.baseVal.value <= drawing.closest('[data-testid=stElementContainer]').clientWidth + 1;
  const printAnew = (tries) => {
    if (tries && ![...document.querySelectorAll('.js-plotly-plot .main-svg')].every(isFitting))
      return setTimeout(printAnew, 100, tries - 1);
    print();
    document.documentElement.classList.remove('paper');
  };
  addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== 'p') return;
    event.preventDefault();
    document.documentElement.classList.add('paper');
    setTimeout(printAnew, 100, 40);
  });

  // A row of a list shows its shape on the map beside, to pointer and keyboard alike.
  let lit = null;
  const light = ({ target }) => {
    const link = target.closest?.('table.figures tr')?.querySelector('a[href*="unit="]');
    const code = link ? new URL(link.href).searchParams.get('unit') : null;
    if (code === lit) return;
    lit = code;
    for (const path of document.querySelectorAll('.choroplethlayer path, .small-map path'))
      path.classList.toggle('lit', code !== null && path.__data__?.loc === code);
  };
  for (const kind of ['pointerover', 'focusin']) document.addEventListener(kind, light);

  // While the server is away the page says so in its own words: Streamlit's dialog is English and asks for a terminal.
  // A new session knows no widgets and is sent no run, so the first choice in it would be swallowed: going to the same
  // address once more runs the page, as soon as Streamlit listens again. Before that run the server sends nothing, and
  // until it has ended no choice can be made.
  const AWAY_AFTER = 2000, AGAIN_AFTER = 300;
  const root = document.documentElement;
  let isOpened = false, away = null, hadFile = false;
  const say = (what) => {
    const note = document.body.appendChild(document.createElement('p'));
    Object.assign(note, { id: what, className: 'connection', role: 'status', textContent: WORDS[root.lang][what] });
  };
  const lose = () => say('lost');
  // A file that was on its way, or was looked at and not yet taken, is gone with the copy that had it: it is asked for
  // again in words, until another one is chosen or the reader goes elsewhere.
  for (const way of ['change', 'drop'])
    addEventListener(way, ({ target }) => {
      if (!target.closest?.('[data-testid=stFileUploader]')) return;
      isChosen = true;
      document.getElementById('unsent')?.remove();
    }, true);
  const find = () => {
    if (document.querySelector('[data-testid=stApp]').dataset.testScriptState !== 'notRunning')
      return setTimeout(find, AGAIN_AFTER);
    clearTimeout(away);
    away = null;
    root.classList.remove('lost');
    document.getElementById('lost')?.remove();
    if (hadFile && !hasFile() && !document.getElementById('unsent')) say('unsent');
    hadFile = false;
  };
  const ask = (socket) => {
    if (!isOpened) return isOpened = true;
    const asking = setInterval(() => dispatchEvent(new PopStateEvent('popstate')), AGAIN_AFTER);
    for (const end of ['message', 'close']) socket.addEventListener(end, () => clearInterval(asking), { once: true });
    socket.addEventListener('message', () => setTimeout(find, AGAIN_AFTER), { once: true });
  };
  window.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener('open', () => ask(this));
      this.addEventListener('close', () => {
        root.classList.add('lost');
        hadFile ||= isChosen || hasFile();
        isChosen = false;
        away ??= setTimeout(lose, AWAY_AFTER);
      });
    }
  };

  // The link of a view, or words beside a button, go to the clipboard; where the browser keeps that shut (it does over
  // plain HTTP), by the older way.
  const put = async (words) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(words);
    const field = document.body.appendChild(Object.assign(document.createElement('textarea'), { value: words }));
    field.select();
    document.execCommand('copy');
    field.remove();
  };
  addEventListener('click', async (event) => {
    const asked = event.target.closest?.('a.copy, button.copy');
    if (!asked || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    const isLink = asked.matches('a');
    const label = (asked.dataset.label ??= asked.textContent);
    await put(isLink ? location.href.split('?')[0] + new URL(asked.href).search : asked.dataset.words);
    const words = WORDS[document.documentElement.lang];
    asked.textContent = isLink ? words.copied : words.copied_words;
    setTimeout(() => { asked.textContent = label; }, 2000);
  }, true);
})();
