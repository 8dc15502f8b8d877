/// The style sheet of a page: for wide and narrow windows, light and dark, mouse and keyboard.
enum PageStyle {
    static let css: Markup = """
        :root { color-scheme: light dark; --text: #1b1f24; --back: #fff; --soft: #57606a; --line: #d0d7de; --panel: #f6f8fa;
          --good: #116329; --failure: #8a4600; --bad: #b3001b; --link: #0550ae; }
        @media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --back: #0d1117; --soft: #9198a1; --line: #3d444d;
          --panel: #151b23; --good: #4ac26b; --failure: #e3a34f; --bad: #ff7b86; --link: #79b8ff; } }
        * { box-sizing: border-box; }
        body { margin: 0; color: var(--text); background: var(--back); font: 16px/1.5 system-ui, sans-serif; }
        header, main { max-width: 1240px; margin: 0 auto; padding: 0 20px; }
        header { border-bottom: 1px solid var(--line); }
        nav ul { display: flex; flex-wrap: wrap; gap: 4px 20px; list-style: none; padding: 0; margin: 0 0 12px; }
        .product { color: var(--soft); margin: 12px 0 4px; }
        h1 { font-size: 1.7rem; margin: 28px 0 4px; overflow-wrap: anywhere; }
        h2 { font-size: 1.25rem; margin: 36px 0 8px; padding-top: 8px; border-top: 1px solid var(--line); }
        h3 { font-size: 1.05rem; margin: 20px 0 6px; } h4 { margin: 14px 0 4px; }
        p { margin: 6px 0; overflow-wrap: anywhere; } .lesson { font-size: 1.1rem; max-width: 60em; }
        a { color: var(--link); } .skip { position: absolute; left: -999px; } .skip:focus { left: 8px; top: 8px; }
        :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
        code, pre { font-family: ui-monospace, monospace; font-size: 0.875em; overflow-wrap: anywhere; }
        pre { background: var(--panel); border: 1px solid var(--line); border-radius: 6px; padding: 10px; overflow-x: auto;
          overflow-wrap: normal; }
        .quiet { color: var(--soft); } .good { color: var(--good); } .failure { color: var(--failure); }
        .bad { color: var(--bad); font-weight: 600; }
        .mark { font-size: 0.8em; border: 1px solid; border-radius: 4px; padding: 0 4px; text-decoration: none; white-space: nowrap; }
        .note { font-style: italic; margin: 14px 0 4px; }
        ul.plain { padding-left: 20px; margin: 6px 0; } ul.plain li { overflow-wrap: anywhere; }
        .wide { overflow-x: auto; margin: 8px 0; }
        table { border-collapse: collapse; font-size: 0.9rem; } caption { text-align: left; font-weight: 600; padding: 4px 0; }
        th, td { text-align: left; vertical-align: top; padding: 4px 12px 4px 0; border-bottom: 1px solid var(--line); max-width: 34em;
          overflow-wrap: break-word; }
        td code { overflow-wrap: normal; white-space: nowrap; }
        th { white-space: nowrap; font-weight: 600; color: var(--soft); }
        .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
        details.step { border: 1px solid var(--line); border-radius: 6px; margin: 4px 0; }
        details.step > summary { display: grid; grid-template-columns: 9em 9em 1fr auto auto; gap: 2px 14px; padding: 6px 10px;
          cursor: pointer; list-style: none; overflow-wrap: anywhere; }
        details.step > summary::-webkit-details-marker { display: none; }
        details.step[open] > summary { background: var(--panel); border-bottom: 1px solid var(--line); }
        .when { color: var(--soft); font-variant-numeric: tabular-nums; } .who { font-weight: 600; }
        .gas { font-variant-numeric: tabular-nums; text-align: right; }
        .body { padding: 4px 12px 12px; scroll-margin-top: 60px; } .body:target { box-shadow: inset 4px 0 0 var(--link); }
        .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 440px), 1fr)); gap: 20px; }
        figure { margin: 0; border: 1px solid var(--line); border-radius: 6px; padding: 10px; min-width: 0; }
        figcaption { font-weight: 600; } figure svg { width: 100%; height: auto; }
        .legend { list-style: none; display: flex; flex-wrap: wrap; gap: 2px 16px; padding: 0; margin: 6px 0; font-size: 0.9rem; }
        .key { display: inline-block; width: 22px; height: 4px; margin-right: 6px; vertical-align: middle; background: currentColor; }
        svg text { fill: var(--text); font: 12px system-ui, sans-serif; } svg .time { text-anchor: middle; font-size: 9px; fill: var(--soft); }
        svg .axis { text-anchor: end; fill: var(--soft); } svg .lane, svg .grid { stroke: var(--line); }
        svg .link { stroke: var(--soft); } svg circle.good { fill: var(--good); stroke: var(--good); }
        svg circle.failure { fill: var(--back); stroke: var(--failure); stroke-width: 3; } svg rect.bad { fill: var(--bad); }
        svg a:hover circle, svg a:focus circle { stroke: var(--link); stroke-width: 4; }
        svg polyline { fill: none; stroke-width: 2.5; stroke-linejoin: round; }
        .c0 { color: #0969da; } .c1 { color: #bc4c00; } .c2 { color: #1a7f37; } .c3 { color: #8250df; }
        .c4 { color: #9a6700; } .c5 { color: #cf222e; } .c6 { color: #1b7c83; } .c7 { color: #6e7781; }
        polyline { stroke: currentColor; } .bar rect { fill: currentColor; }
        polyline.c1 { stroke-dasharray: 8 4; } polyline.c2 { stroke-dasharray: 3 3; } polyline.c3 { stroke-dasharray: 12 4 3 4; }
        polyline.c4 { stroke-dasharray: 2 6; } polyline.c5 { stroke-dasharray: 10 10; }
        dl { display: grid; grid-template-columns: minmax(10em, 16em) 1fr; gap: 4px 20px; } dt { font-weight: 600; overflow-wrap: anywhere; }
        dd { margin: 0; }
        @media (max-width: 700px) {
          header, main { padding: 0 12px; } h1 { font-size: 1.35rem; } body { font-size: 15px; }
          details.step > summary { grid-template-columns: auto 1fr; } .what, summary > :last-child { grid-column: 1 / -1; }
          .gas { grid-column: 1 / -1; text-align: left; } .gas:empty { display: none; } .who { text-align: right; }
          dl { grid-template-columns: 1fr; } dd { margin-bottom: 8px; }
        }
        @media print { details.step > summary { list-style: none; } }
        """
}
