from tests.browser.test_public import *
S="""() => { const room=document.documentElement.clientWidth; const out=[room, document.documentElement.scrollWidth, innerWidth];
 for (const e of document.querySelectorAll('*')) { const b=e.getBoundingClientRect(); if (b.right>room+0.5||e.scrollWidth>room) out.push([Math.round(b.left),Math.round(b.right),e.scrollWidth,e.clientWidth,getComputedStyle(e).overflowX,e.outerHTML.slice(0,140)]);} return out}"""
def test_x(site, window):
    page=window(320,scripts=True)
    for p in ('/regions/440300/','/regions/320281/death/','/regions/320106/'):
        page.goto(f"{site}/zh-hans{p}")
        print(p, *page.evaluate(S), sep="\n   ")
    assert 0
