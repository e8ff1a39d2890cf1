import { customProperties, PALETTES } from './palette.ts';

const LIGHT = customProperties(PALETTES.light);
const DARK = customProperties(PALETTES.dark);

/** The style sheet of the page. Under 700 pixels the narrow charts take the place of the wide ones. */
export const STYLE = `
:root { color-scheme: light dark; ${LIGHT} }
@media (prefers-color-scheme: dark) { :root { ${DARK} } }
@media print { :root { color-scheme: light; ${LIGHT} } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); line-height: 1.5;
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: anywhere; }
main, footer { max-width: 968px; margin: 0 auto; padding: 16px 24px; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 8px 0; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 36px 0 8px; }
h3 { font-size: 1.05rem; margin: 24px 0 8px; }
p { margin: 8px 0; }
a { color: var(--link); }
.faint, footer, figcaption small { color: var(--faint); }
footer { border-top: 1px solid var(--grid); margin-top: 32px; font-size: 0.9rem; }
code, pre { font: 0.875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
pre { white-space: pre-wrap; background: var(--card); border: 1px solid var(--grid); border-radius: 6px; padding: 8px 12px; margin: 8px 0; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 4px; }

.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(200px, 1fr)); gap: 12px; margin: 16px 0; }
.figures div { background: var(--card); border: 1px solid var(--grid); border-radius: 8px; padding: 10px 14px; }
.figures dt { color: var(--faint); font-size: 0.85rem; }
.figures dd { margin: 0; font-size: 1.3rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.figures dd small { display: block; font-size: 0.85rem; font-weight: 400; color: var(--faint); }

.grounds { margin: 16px 0 24px; }
.grounds div { margin: 4px 0; }
.grounds dt { display: inline; font-weight: 600; }
.grounds dt::after { content: ": "; }
.grounds dd { display: inline; margin: 0; }
#all li { margin: 8px 0; }
#all small { display: block; font-size: 0.9rem; }

figure { margin: 16px 0 28px; }
figcaption { font-size: 1.05rem; font-weight: 600; margin-bottom: 4px; }
.plot { position: relative; }
.plot svg { display: block; width: 100%; height: auto; }
.narrow { display: none; }
.marks { position: relative; height: calc(var(--rows) * 30px); }
.mark { position: absolute; left: var(--at); top: calc(var(--row) * 30px); transform: translateX(-50%); min-width: 26px; height: 26px;
  padding: 0 4px; text-align: center; font: 600 13px/24px system-ui, sans-serif; text-decoration: none; font-variant-numeric: tabular-nums;
  color: var(--text); background: var(--page); border: 1px solid var(--faint); border-radius: 13px; }
.mark:hover { border-color: var(--link); color: var(--link); }
.bands { margin: 4px 0; padding: 0; list-style: none; font-size: 0.9rem; color: var(--faint); }
.bands b { font-weight: 600; }
.alarm b { color: var(--alarm); }
.shift b { color: var(--shift); }

details { border: 1px solid var(--grid); border-radius: 8px; margin: 8px 0; }
summary { cursor: pointer; padding: 10px 14px; border-radius: 8px; }
summary:hover { background: var(--card); }
summary time { font-variant-numeric: tabular-nums; font-weight: 600; }
summary .gist { display: block; color: var(--faint); font-size: 0.9rem; }
.inside { padding: 4px 14px 14px; border-top: 1px solid var(--grid); scroll-margin-top: 120px; }
.inside:target { border-top-color: var(--link); }
.rows { list-style: none; margin: 4px 0; padding: 0; }
.rows li { padding: 6px 0; border-bottom: 1px solid var(--grid); }
.rows li:last-child { border-bottom: 0; }
.badge { display: inline-block; min-width: 4.6em; padding: 0 8px; border: 1px solid currentColor; border-radius: 10px; font-size: 0.8rem;
  font-weight: 600; text-align: center; color: var(--faint); }
.good { color: var(--healthy); }
.bad { color: var(--failed); }
.unsure { color: var(--slow); }
.rows .why { display: block; font-size: 0.9rem; color: var(--faint); }
.scroll { overflow-x: auto; max-height: 60vh; overflow-y: auto; }
table { border-collapse: collapse; font-size: 0.9rem; font-variant-numeric: tabular-nums; }
th, td { padding: 4px 10px; text-align: right; border-bottom: 1px solid var(--grid); white-space: nowrap; }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
.minutes .scroll { padding: 0 14px 8px; }
.incident { border-top: 1px solid var(--grid); margin-top: 40px; }

@media (max-width: 700px) {
  main, footer { padding: 12px 12px; }
  h1 { font-size: 1.3rem; }
  .figures { grid-template-columns: 1fr 1fr; gap: 8px; }
  .figures dd { font-size: 1.1rem; }
  .wide { display: none; }
  .narrow { display: block; }
}
@media print {
  main, footer { max-width: none; padding: 0; }
  figure, .figures div, .rows li { break-inside: avoid; }
  details { border: 0; }
  .run::details-content { content-visibility: visible; block-size: auto; }
  .minutes, .save { display: none; }
}
`;
