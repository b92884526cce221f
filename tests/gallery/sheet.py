"""The one page on which all pictures lie, sorted by links."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from tests.gallery.shots import Shot

STYLE = """
body { font: 15px/1.4 system-ui, sans-serif; margin: 1rem 1.5rem; background: #e9ecf1; color: #1b2330; }
nav { position: sticky; top: 0; background: #e9ecf1; padding: .4rem 0; border-bottom: 1px solid #b8c0cc; z-index: 1; }
nav p { margin: .1rem 0; } nav a { margin-right: .7rem; } nav a[aria-current] { font-weight: 700; color: inherit; }
main { display: flex; flex-wrap: wrap; gap: 1.2rem; align-items: flex-start; }
h2 { width: 100%; margin: 1rem 0 0; } figure { margin: 0; } figure[hidden], h2[hidden] { display: none; }
figure img { display: block; max-height: 620px; max-width: 46vw; border: 1px solid #98a2b1; background: #fff; }
figcaption { font-size: .85rem; }
"""
# A link keeps the other choices, which no link without a script can.
SCRIPT = """
const asked = new URLSearchParams(location.search);
for (const link of document.querySelectorAll('nav a')) {
  const { facet, value } = link.dataset, next = new URLSearchParams(asked);
  value ? next.set(facet, value) : next.delete(facet);
  link.href = '?' + next;
  if ((asked.get(facet) ?? '') === value) link.setAttribute('aria-current', 'true');
}
for (const figure of document.querySelectorAll('figure'))
  figure.hidden = [...asked].some(([facet, value]) => figure.dataset[facet] !== value);
for (const heading of document.querySelectorAll('h2'))
  heading.hidden = !document.querySelector(`figure[data-page=${heading.id}]:not([hidden])`);
"""


def write(shots: Sequence[Shot], folder: Path) -> Path:
    """Writes index.html beside the pictures."""
    kinds = {facet: list(dict.fromkeys(shot.facets[facet] for shot in shots)) for facet in shots[0].facets}
    body = "".join(
        f'<h2 id="{page}">{page}</h2>' + "".join(_figure(shot) for shot in shots if shot.page == page)
        for page in kinds["page"]
    )
    page = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Gallery</title><style>{STYLE}</style>'
        f"<h1>{len(shots)} pictures</h1><nav>{''.join(_links(*kind) for kind in kinds.items())}</nav>"
        f"<main>{body}</main><script>{SCRIPT}</script></html>"
    )
    path = folder / "index.html"
    path.write_text(page, encoding="utf-8")
    return path


def _links(facet: str, values: Sequence[str]) -> str:
    named = [("", "all"), *((value, value) for value in values)]
    links = "".join(f'<a data-facet="{facet}" data-value="{value}" href="#">{words}</a>' for value, words in named)
    return f"<p><b>{facet}</b> {links}</p>"


def _figure(shot: Shot) -> str:
    words = " · ".join(shot.facets.values())
    data = " ".join(f'data-{facet}="{escape(value)}"' for facet, value in shot.facets.items())
    return (
        f'<figure {data}><a href="{shot.name}.png"><img loading="lazy" src="{shot.name}.png" alt="{words}"></a>'
        f"<figcaption>{words}</figcaption></figure>"
    )
