/** The whole look of the page: light and dark by the reader's setting, plain on paper, nothing fetched. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #ffffff; --ink: #1b1f24; --soft: #57606a; --rule: #d8dee4; --accent: #0b57d0;
  --ok: #116329; --ok-bg: #dff3e3; --bad: #a4121c; --bad-bg: #ffe3e1; --open: #7a4b00; --open-bg: #fff1cf;
  --code: #f6f8fa; --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0f1318; --card: #171c23; --ink: #e6edf3; --soft: #9aa7b4; --rule: #2d353f; --accent: #8ab4ff;
    --ok: #7ee2a0; --ok-bg: #12331f; --bad: #ffa9a3; --bad-bg: #43181a; --open: #f3cc74; --open-bg: #3b2e0c;
    --code: #0f1318;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: .9375rem/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; }
main, header.top, footer { max-width: 66rem; margin: 0 auto; padding: 0 1.5rem; }
header.top { padding-top: 2.5rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .35rem; letter-spacing: -.01em; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2.25rem 0 .75rem; }
h3 { font: 600 .95rem/1.4 var(--mono); margin: 1.75rem 0 .6rem; overflow-wrap: anywhere; }
h3 small { font: 400 .85rem system-ui, sans-serif; color: var(--soft); margin-left: .5rem; }
p { margin: .4rem 0; }
a { color: var(--accent); }
.soft { color: var(--soft); }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.4rem, 1fr)); gap: .9rem; margin: 1.75rem 0 1.25rem; padding: 0; list-style: none; }
.figures li { background: var(--card); border: 1px solid var(--rule); border-radius: 10px; padding: .9rem 1.1rem; }
.figures b { display: block; font-size: 1.9rem; line-height: 1.15; font-weight: 650; font-variant-numeric: tabular-nums; }
.figures span { color: var(--soft); font-size: .9rem; }
.bar { display: block; width: 100%; height: 12px; border-radius: 6px; }
.bar .compliant, .key .compliant { fill: #2da44e; } .bar .finding, .key .finding { fill: #cf222e; } .bar .undecided, .key .undecided { fill: #bf8700; }
.key { display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; margin: .6rem 0 0; padding: 0; list-style: none; font-size: .9rem; color: var(--soft); }
.key svg { width: 10px; height: 10px; margin-right: .4rem; }
table { border-collapse: collapse; width: 100%; background: var(--card); border: 1px solid var(--rule); border-radius: 10px; }
caption { text-align: left; color: var(--soft); font-size: .9rem; padding-bottom: .4rem; }
th, td { text-align: left; padding: .45rem .9rem; border-top: 1px solid var(--rule); font-variant-numeric: tabular-nums; }
thead th { border-top: 0; font-size: .85rem; color: var(--soft); font-weight: 600; }
td.number, th.number { text-align: right; }
form.filters { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .6rem .9rem; align-items: end; background: var(--page); padding: .75rem 0; border-bottom: 1px solid var(--rule); }
form.filters[hidden] { display: none; }
form.filters label { display: grid; gap: .15rem; font-size: .8rem; color: var(--soft); }
form.filters label.wide { flex: 1 1 14rem; }
input, select, button { font: inherit; color: var(--ink); background: var(--card); border: 1px solid var(--rule); border-radius: 7px; padding: .35rem .55rem; }
input, select { width: 100%; }
form.filters :is(input, select, button) { font-size: .9rem; height: 2.1rem; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
output { margin: .7rem 0 0; display: block; color: var(--soft); font-size: .9rem; }
article { background: var(--card); border: 1px solid var(--rule); border-left: 4px solid var(--rule); border-radius: 8px; padding: .75rem 1rem; margin: .6rem 0; }
article.finding { border-left-color: #cf222e; } article.compliant { border-left-color: #2da44e; } article.undecided { border-left-color: #bf8700; }
article > header { display: flex; flex-wrap: wrap; gap: .3rem .7rem; align-items: center; }
article h4 { font: 600 .95rem var(--mono); margin: 0; }
.tag { font-size: .78rem; font-weight: 600; border-radius: 999px; padding: .08rem .6rem; white-space: nowrap; }
.tag.compliant { color: var(--ok); background: var(--ok-bg); } .tag.finding { color: var(--bad); background: var(--bad-bg); } .tag.undecided { color: var(--open); background: var(--open-bg); }
.tag.plain { color: var(--soft); border: 1px solid var(--rule); font-weight: 500; }
p code { background: var(--code); border-radius: 4px; padding: .05rem .25rem; overflow-wrap: anywhere; }
code, pre { font-family: var(--mono); font-size: .85rem; }
pre { margin: .55rem 0 .2rem; padding: .6rem .8rem; background: var(--code); border: 1px solid var(--rule); border-radius: 7px; overflow-x: auto; tab-size: 4; }
del, ins { display: block; text-decoration: none; margin: 0 -.8rem; padding: 0 .8rem; width: fit-content; min-width: calc(100% + 1.6rem); }
del { background: var(--bad-bg); color: var(--bad); } ins { background: var(--ok-bg); color: var(--ok); }
del::before { content: '- '; } ins::before { content: '+ '; }
summary { cursor: pointer; color: var(--soft); font-size: .9rem; margin-top: .35rem; }
footer { color: var(--soft); font-size: .85rem; padding-top: 2rem; padding-bottom: 2.5rem; }
[hidden] { display: none; }
@media (max-width: 34rem) {
  main, header.top, footer { padding-left: 1rem; padding-right: 1rem; }
  th, td { padding: .4rem .5rem; }
}
@media print {
  :root { color-scheme: light; --page: #fff; --card: #fff; --ink: #000; --soft: #444; --rule: #bbb; --code: #fff; --accent: #000; --ok: #116329; --ok-bg: #eef8f0; --bad: #a4121c; --bad-bg: #fdf0ef; --open: #7a4b00; --open-bg: #fff8e6; }
  form.filters, output, summary { display: none; }
  html { font-size: 11.5px; }
  .figures { grid-template-columns: repeat(6, 1fr); }
  .figures b { font-size: 1.5rem; }
  article, tr, .figures li { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  .bar, .tag, article, del, ins { print-color-adjust: exact; }
}
`
