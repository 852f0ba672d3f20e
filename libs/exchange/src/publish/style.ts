/** The one style sheet: readable in light, dark and on paper, on a phone and on a wall. */
export const STYLE = `:root { color-scheme: light dark; --ink: #1b1f24; --quiet: #57606a; --paper: #fff; --line: #d0d7de; --link: #0b5cad; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --quiet: #9ba7b4; --paper: #0f1419; --line: #333c47; --link: #7cb8ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 64rem; padding: 1rem; font: 1rem/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper); overflow-wrap: anywhere; }
a { color: var(--link); }
h1 { font-size: 1.6rem; line-height: 1.25; }
h2 { font-size: 1.15rem; margin-top: 2rem; }
header, footer { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: baseline; border-bottom: 1px solid var(--line); padding-bottom: .75rem; }
footer { border: 0; border-top: 1px solid var(--line); margin-top: 2.5rem; padding-top: .75rem; color: var(--quiet); font-size: .9rem; }
.skip { position: absolute; left: -999rem; } .skip:focus { left: 1rem; background: var(--paper); padding: .25rem .5rem; }
.quiet { color: var(--quiet); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); overflow-wrap: break-word; }
thead th { color: var(--quiet); font-weight: 600; }
tbody th { font-weight: 400; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.5rem; }
dt { color: var(--quiet); } dd { margin: 0; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem .75rem; padding: 0; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } }
@media print { header, nav, .skip { display: none; } body { max-width: none; color: #000; background: #fff; } a { color: inherit; text-decoration: none; } tr { break-inside: avoid; } }
`;
