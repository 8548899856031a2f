/// The page's own style: nothing is loaded from anywhere. Light and dark follow the reader's system; print is light.
enum PageStyle {
    static let css = """
        :root{--page:#f6f5f2;--card:#fff;--ink:#1d1f23;--soft:#63676f;--line:#e3e1dc;--accent:#2a5db0;
        --off-air:#c8332b;--degraded:#d08700;--redundancy:#4a7fc1;--notice:#8a8f98;--slate:#7c5bb5;--gap:#b9b6ae;
        --clean:#3c9a5f;--clean-ink:#2c7a48;--degraded-ink:#8f5f00;--plot:#2a5db0;--band:.13;color-scheme:light dark}
        @media (prefers-color-scheme:dark){:root{--page:#15171a;--card:#1e2125;--ink:#e8e8e6;--soft:#9da2ab;
        --line:#33373d;--accent:#86b0f5;--off-air:#ef6a61;--degraded:#eaae42;--redundancy:#7fb0ee;--slate:#ab8ee0;
        --gap:#5b5f66;--clean:#5fbf84;--clean-ink:#5fbf84;--degraded-ink:#eaae42;--plot:#86b0f5;--band:.2}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--page);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",
        "Noto Sans","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;font-variant-numeric:tabular-nums}
        main{max-width:1040px;margin:0 auto;padding:32px 24px 64px}
        header h1{font-size:30px;line-height:1.2;margin:0 0 4px}
        header .when{color:var(--soft);margin:0}
        .verdict{font-size:20px;margin:20px 0 0;font-weight:600}
        section{margin-top:36px}
        h2{font-size:20px;margin:0 0 12px}
        h3{font-size:16px;margin:0 0 8px}
        p{margin:0 0 8px}
        .quiet,.small{color:var(--soft)}
        .small{font-size:13px}
        ul{margin:0;padding-left:20px}
        li{margin:4px 0}
        .card{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:16px 18px}
        .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(124px,1fr));gap:8px;margin-top:18px}
        .tile{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:9px 12px}
        .tile b{display:block;font-size:18px;line-height:1.3;white-space:nowrap}
        .tile span{color:var(--soft);font-size:13px}
        .tile.off-air b{color:var(--off-air)}.tile.degraded b{color:var(--degraded-ink)}.tile.slate b{color:var(--slate)}
        .three{display:grid;grid-template-columns:repeat(auto-fit,minmax(260px,1fr));gap:14px}
        .three .card{border-top:4px solid var(--line)}
        .three .well{border-top-color:var(--clean)}.three .wrong{border-top-color:var(--off-air)}
        .three .next{border-top-color:var(--accent)}
        .owner{display:inline-block;font-size:12px;color:var(--soft);border:1px solid var(--line);border-radius:9px;
        padding:0 8px;margin-left:6px;white-space:nowrap}
        .incident{margin-top:14px;border-left:5px solid var(--notice)}
        .incident.off-air{border-left-color:var(--off-air)}.incident.degraded{border-left-color:var(--degraded)}
        .incident.redundancy{border-left-color:var(--redundancy)}
        .chip{display:inline-block;font-size:12px;font-weight:600;color:#fff;border-radius:5px;padding:1px 7px;
        margin-right:8px;background:var(--notice);vertical-align:2px}
        .chip.off-air{background:#b9302a}.chip.degraded{background:#9a6400}.chip.redundancy{background:#3f6ea9}
        .facts{display:flex;flex-wrap:wrap;gap:6px 26px;margin:8px 0;padding:0}
        .facts div{min-width:96px}.facts dt{color:var(--soft);font-size:13px}
        .facts dd{margin:0;font-weight:600}
        .wide{overflow-x:auto}
        table{border-collapse:collapse;width:100%;font-size:14px}
        th{text-align:left;color:var(--soft);font-weight:500;font-size:13px}
        th,td{padding:5px 14px 5px 0;border-bottom:1px solid var(--line);vertical-align:top}
        tr:last-child td{border-bottom:0}
        td.time{white-space:nowrap}.times td:nth-child(-n+2){white-space:nowrap}
        .figures td:not(:first-child),.figures th:not(:first-child){text-align:right;white-space:nowrap}
        .late{color:var(--off-air)}.done{color:var(--clean-ink)}
        svg{display:block;width:100%;height:auto}
        svg text{fill:var(--soft);font-size:11px}
        figure{margin:0 0 14px;break-inside:avoid}
        figcaption{font-size:14px;margin-bottom:4px}figcaption span{color:var(--soft)}
        .legend{display:flex;flex-wrap:wrap;gap:4px 18px;font-size:13px;color:var(--soft);margin-top:8px}
        .legend i{display:inline-block;width:11px;height:11px;border-radius:3px;margin-right:6px}
        details summary{cursor:pointer;color:var(--accent)}
        code{font-size:12px;overflow-wrap:anywhere}
        footer{margin-top:44px;color:var(--soft);font-size:13px;border-top:1px solid var(--line);padding-top:14px}
        @media print{:root{--page:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#ccc;--accent:#1b3f7a;--plot:#1b3f7a;
        --off-air:#b9302a;--degraded:#9a6400;--slate:#5e4392;--clean:#2c7a48;--clean-ink:#2c7a48;--degraded-ink:#8f5f00;--gap:#aaa;--band:.13;
        color-scheme:light}body{font-size:11pt}main{max-width:none;padding:0}.card,.tile,tr{break-inside:avoid}
        h2{break-after:avoid}details>*{display:block}.chip,i{print-color-adjust:exact}}
        """
}
