package org.helpline.ivr.draw;

/** How pictures look, by day and by night. */
final class Look {

    private Look() {}

    /** What a picture with traffic has besides; a style sheet of its own, so that pictures without are as they were. */
    static final String TRAFFIC = """

            .heat{fill:var(--start)}.t0{fill-opacity:0}.t1{fill-opacity:.05}.t2{fill-opacity:.1}.t3{fill-opacity:.16}.t4{fill-opacity:.23}\
            .t5{fill-opacity:.32}.t6{fill-opacity:.42}
            .lost{fill:var(--end)}.passed{fill:var(--soft)}
            .count{font-size:10px;text-anchor:end;paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}
            .way.w0 path{stroke-dasharray:2 4;opacity:.55}.way.w1 path{stroke-width:1}.way.w2 path{stroke-width:2}.way.w3 path{stroke-width:3}\
            .way.w4 path{stroke-width:4.5}.way.w5 path{stroke-width:6}.way.w6 path{stroke-width:8}.way .tip{stroke-width:0}
            .idle{opacity:.55}
            """;

    /** The style sheet of a picture; the same in every picture, so that a page may allow it by its hash. */
    static final String STYLE = """

            svg{--paper:#f5f6f8;--card:#fff;--edge:#cfd6df;--ink:#1b2230;--soft:#5c6778;--faint:#eceff3;--line:#7b8698;\
            --start:#16803f;--section:#2f5f9e;--human:#b4560a;--questions:#647084;--queue:#6b46b8;--script:#0d7a72;--end:#b3261e;\
            --added:#16803f;--removed:#c62828;--changed:#a66a00;--added-paper:#e3f5e9;--removed-paper:#fde9e8;--changed-paper:#fdf1d8;\
            background:var(--paper);font-family:sans-serif;font-size:12px}
            @media (prefers-color-scheme:dark){svg{--paper:#14171c;--card:#1e232b;--edge:#3a4351;--ink:#e6e9ee;--soft:#9ca8b8;--faint:#2a313c;\
            --line:#8391a5;--start:#4cc27d;--section:#7fb0f0;--human:#f0a35a;--questions:#9aa7b8;--queue:#b79af5;--script:#4fc7bd;--end:#f28b82;\
            --added:#4cc27d;--removed:#f28b82;--changed:#e8b04a;--added-paper:#17311f;--removed-paper:#3a1d1d;--changed-paper:#352a12}}
            text{fill:var(--ink)}
            .name{font-size:20px;font-weight:600}.soft,.label{fill:var(--soft);font-size:11px}
            .paper{fill:var(--paper)}.box{fill:var(--card);stroke:var(--edge)}.rule{stroke:var(--edge)}
            .title{font-size:13px;font-weight:600}
            .bar{fill:var(--tone)}.card .title{fill:var(--tone)}
            .start{--tone:var(--start)}.section{--tone:var(--section)}.human{--tone:var(--human)}.questions{--tone:var(--questions)}
            .queue{--tone:var(--queue)}.script{--tone:var(--script)}
            .key{fill:var(--faint);stroke:var(--edge)}.symbol{font-weight:600;text-anchor:middle}
            .pill{fill:var(--faint)}.word{font-size:11px;text-anchor:middle}.word.toward{fill:var(--tone)}.toward-end{fill:var(--end)}
            .right{text-anchor:end}
            .hit{fill:none;pointer-events:all}
            .way path{fill:none;stroke:var(--line);stroke-width:1.5}.way .tip,.dot{fill:var(--line);stroke:none}
            .way.queue path{stroke:var(--queue)}.way.queue .tip{fill:var(--queue)}
            .way.script path{stroke:var(--script)}.way.script .tip{fill:var(--script)}
            a{cursor:pointer}a:hover .pill,a:focus .pill{stroke:var(--line)}
            .way:hover path{stroke-width:3}
            .row.added .hit{fill:var(--added-paper)}.row.removed .hit{fill:var(--removed-paper)}.row.changed .hit{fill:var(--changed-paper)}
            .removed text,.former{text-decoration:line-through}.former{fill:var(--soft);font-size:11px}
            .card.added .box{stroke:var(--added);stroke-width:2}.card.changed .box{stroke:var(--changed);stroke-width:2}
            .card.removed .box{stroke:var(--removed);stroke-width:2;stroke-dasharray:6 4}
            .way.added path{stroke:var(--added);stroke-width:2}.way.added .tip{fill:var(--added)}
            .way.removed path{stroke:var(--removed);stroke-dasharray:6 4}.way.removed .tip{fill:var(--removed)}
            """;
}
