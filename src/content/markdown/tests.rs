//! Markdown in, HTML out.

use proptest::prelude::ProptestConfig;
use proptest::proptest;

use crate::content::markdown::Surroundings;
use crate::content::markdown::html;
use crate::content::markdown::inline;
use crate::content::markdown::outline;
use crate::diag::At;
use crate::model::book::Body;
use crate::model::book::LinkTarget;
use crate::model::book::PageKind;
use crate::model::headings::Headings;
use crate::model::id::Id;
use crate::model::placed::ChartName;
use crate::model::placed::Placed;

fn body(markdown: &str) -> Body {
    let page = |anchor: Option<&str>| {
        LinkTarget::Page(
            PageKind::Account,
            Id::new("north-bank").unwrap(),
            anchor.map(str::to_owned),
        )
    };
    let links = [
        ("../accounts/north-bank.md", page(None)),
        ("[[north-bank]]", page(None)),
        ("[[north-bank#风险]]", page(Some("风险"))),
        ("#概况", LinkTarget::Anchor("概况".into())),
        ("a.png", LinkTarget::Attachment("accounts/x/a.png".into())),
    ];
    Body {
        markdown: markdown.into(),
        first_line: 1,
        headings: Headings::default(),
        links: links.map(|(target, to)| (target.to_owned(), to)).into(),
        placed: Box::new([
            Some(placed(ChartName::Pyramid)),
            None,
            Some(placed(ChartName::Value)),
        ]),
        slips: Box::default(),
    }
}

fn placed(chart: ChartName) -> Placed {
    Placed {
        chart,
        of: None,
        model: None,
        is_table: false,
        at: At::default(),
    }
}

/// The page a text stands on.
struct Here;

impl Surroundings for Here {
    fn href(&self, target: &LinkTarget) -> String {
        match target {
            LinkTarget::Page(kind, id, anchor) => {
                let anchor = anchor
                    .as_ref()
                    .map(|anchor| format!("#{anchor}"))
                    .unwrap_or_default();
                format!("../{}/{id}/index.html{anchor}", kind.word())
            }
            LinkTarget::Static(path) | LinkTarget::Attachment(path) => format!("../{path}"),
            LinkTarget::Anchor(anchor) => format!("#{anchor}"),
            LinkTarget::Outside => String::new(),
        }
    }

    fn chart(&self, placed: &Placed) -> String {
        format!("<figure>{}</figure>\n", placed.chart.word())
    }
}

#[track_caller]
fn check(markdown: &str, expected: &str) {
    assert_eq!(
        html(&body(markdown), &Here).unwrap().trim(),
        expected,
        "{markdown}"
    );
}

#[track_caller]
fn check_line(markdown: &str, expected: &str) {
    check(markdown, &format!("<p>{expected}</p>"));
}

#[test]
fn bold_may_end_and_begin_beside_chinese_punctuation() {
    for (markdown, expected) in [
        ("**重点客户。**后续", "<strong>重点客户。</strong>后续"),
        ("**“重点客户”**后续", "<strong>“重点客户”</strong>后续"),
        ("他说**“你好”**然后", "他说<strong>“你好”</strong>然后"),
        ("前**《方案》**后", "前<strong>《方案》</strong>后"),
        ("前**（一）**后", "前<strong>（一）</strong>后"),
        ("前**(一)**后", "前<strong>(一)</strong>后"),
        ("**重点**：后续", "<strong>重点</strong>：后续"),
        ("**甲**：**乙**", "<strong>甲</strong>：<strong>乙</strong>"),
        ("**甲。**B**丙**", "<strong>甲。</strong>B<strong>丙</strong>"),
        (
            "**甲。**乙**丙。**丁",
            "<strong>甲。</strong>乙<strong>丙。</strong>丁",
        ),
        ("**30%**以上", "<strong>30%</strong>以上"),
        ("约**¥30**整", "约<strong>¥30</strong>整"),
        ("**重点客户**", "<strong>重点客户</strong>"),
        ("前**重点**后", "前<strong>重点</strong>后"),
        ("**客户、**渠道", "<strong>客户、</strong>渠道"),
        ("**客户！**？", "<strong>客户！</strong>？"),
        ("用ERP**“核心”**B", "用ERP<strong>“核心”</strong>B"),
    ] {
        check_line(markdown, expected);
    }
}

#[test]
fn other_emphasis_is_as_free_as_bold() {
    for (markdown, expected) in [
        ("*重点。*后续", "<em>重点。</em>后续"),
        ("***重点。***后续", "<em><strong>重点。</strong></em>后续"),
        (
            "**“*重点。*后续”**结尾",
            "<strong>“<em>重点。</em>后续”</strong>结尾",
        ),
        ("**甲*乙。*丙。**丁", "<strong>甲<em>乙。</em>丙。</strong>丁"),
        ("~~旧价。~~新价", "<del>旧价。</del>新价"),
        (
            "**[[north-bank]]。**后",
            "<strong><a href=\"../accounts/north-bank/index.html\">north-bank</a>。</strong>后",
        ),
        ("**`代码`**后", "<strong><code>代码</code></strong>后"),
        (
            "**甲 `x**。**y`。**后",
            "<strong>甲 <code>x**。**y</code>。</strong>后",
        ),
    ] {
        check_line(markdown, expected);
    }
}

#[test]
fn what_is_no_emphasis_stays_as_written() {
    for (markdown, expected) in [
        ("`**重点。**后`", "<code>**重点。**后</code>"),
        (r"\*\*重点。\*\*后", "**重点。**后"),
        ("三 ** 四", "三 ** 四"),
        ("**重点。", "**重点。"),
        ("** 重点 **", "** 重点 **"),
        ("a*b。", "a*b。"),
    ] {
        check_line(markdown, expected);
    }
    check("```\n**重点。**后\n```", "<pre><code>**重点。**后\n</code></pre>");
    check("    **重点。**后\n", "<pre><code>**重点。**后\n</code></pre>");
}

#[test]
fn latin_emphasis_is_that_of_commonmark() {
    for (markdown, expected) in [
        ("**bold.** after", "<strong>bold.</strong> after"),
        ("a**b**c", "a<strong>b</strong>c"),
        ("**bold.**after", "**bold.**after"),
        ("snake_case_name", "snake_case_name"),
    ] {
        check_line(markdown, expected);
    }
}

#[test]
fn a_line_break_between_two_han_characters_leaves_no_space() {
    check_line("客户\n档案", "客户档案");
    check_line("客户。\r\n档案", "客户。档案");
    check_line("**客户**\n*档案*", "<strong>客户</strong><em>档案</em>");
    check_line("客户 A\nB 档案", "客户 A\nB 档案");
    check_line("客户\nabc", "客户\nabc");
    check_line("one\ntwo", "one\ntwo");
    check_line("客户  \n档案", "客户<br />\n档案");
    check_line("客户\n[档案](#概况)\n后", "客户<a href=\"#概况\">档案</a>后");
}

#[test]
fn a_heading_has_its_anchor_and_leaves_h1_to_the_page() {
    check("# 概况", "<h2 id=\"概况\">概况</h2>");
    check(
        "## 概况\n\n## 概况\n\n### `R6` 风险",
        "<h2 id=\"概况\">概况</h2>\n<h2 id=\"概况-2\">概况</h2>\n<h3 id=\"r6-风险\"><code>R6</code> 风险</h3>",
    );
    check("\u{feff}# 概况", "<h2 id=\"概况\">概况</h2>");
    check("# 概况\r\n\r\n文\r\n", "<h2 id=\"概况\">概况</h2>\n<p>文</p>");
}

#[test]
fn raw_html_is_shown_and_not_obeyed() {
    check_line(
        "前<script>alert(1)</script>后",
        "前&lt;script&gt;alert(1)&lt;/script&gt;后",
    );
    check_line(
        "<img src=x onerror=alert(1)>",
        "&lt;img src=x onerror=alert(1)&gt;",
    );
    check_line(
        "<div onclick=\"x\">\n文\n</div>",
        "&lt;div onclick=\"x\"&gt;\n文\n&lt;/div&gt;",
    );
    check("<!-- 只给自己看 -->", "");
    check_line("前<!-- 只给自己看 -->后", "前后");
    check_line("甲<br>乙", "甲<br />\n乙");
    check_line("<!-- a --><b>", "&lt;b&gt;");
}

#[test]
fn a_link_that_could_run_code_is_shown_as_its_words() {
    for markdown in [
        "[词](javascript:alert(1))",
        "[词](JaVaScRiPt:alert(1))",
        "[词](java&#10;script:alert(1))",
        "[词](<  javascript:alert(1)>)",
        "[词](data:text/html;base64,x)",
        "[词](missing.md)",
        "[词][r]\n\n[r]: vbscript:x",
    ] {
        check_line(markdown, "<span class=\"broken-link\">词</span>");
    }
    check_line("![词](javascript:alert(1))", "词");
    check_line("![词](data:image/png;base64,x)", "词");
    check_line(
        "<javascript:alert(1)>",
        "<span class=\"broken-link\">javascript:alert(1)</span>",
    );
}

#[test]
fn links_lead_where_the_book_says() {
    check_line(
        "[北方](../accounts/north-bank.md \"提\\\"示\")",
        "<a href=\"../accounts/north-bank/index.html\" title=\"提&quot;示\">北方</a>",
    );
    check_line(
        "[[north-bank#风险|**北方**银行]]",
        "<a href=\"../accounts/north-bank/index.html#风险\"><strong>北方</strong>银行</a>",
    );
    check_line("[上](#概况)", "<a href=\"#概况\">上</a>");
    check_line(
        "[外](https://example.org/?a=1&b=\"2\")",
        "<a href=\"https://example.org/?a=1&amp;b=&quot;2&quot;\" rel=\"noreferrer\">外</a>",
    );
    check_line(
        "<lin@example.org>",
        "<a href=\"mailto:lin@example.org\" rel=\"noreferrer\">lin@example.org</a>",
    );
}

#[test]
fn an_image_from_outside_becomes_a_link() {
    check_line(
        "![**图**一](a.png)",
        "<img src=\"../accounts/x/a.png\" alt=\"图一\" loading=\"lazy\">",
    );
    check_line(
        "![图](https://example.org/a.png)",
        "<a href=\"https://example.org/a.png\" rel=\"noreferrer\">图</a>",
    );
    check_line(
        "[![图](https://example.org/a.png)](https://example.org)",
        "<a href=\"https://example.org\" rel=\"noreferrer\">图</a>",
    );
}

#[test]
fn a_table_is_wrapped_and_aligned_by_class() {
    check(
        "| 甲 | 乙 |\n|---|--:|\n| **一。**二 | [[north-bank\\|北方]] |",
        concat!(
            "<div class=\"table-wrap\" tabindex=\"0\"><table>\n",
            "<thead><tr><th scope=\"col\">甲</th><th scope=\"col\" class=\"align-right\">乙</th></tr></thead>\n<tbody>\n",
            "<tr><td><strong>一。</strong>二</td><td class=\"align-right\">",
            "<a href=\"../accounts/north-bank/index.html\">北方</a></td></tr>\n",
            "</tbody></table></div>",
        ),
    );
}

#[test]
fn footnotes_are_numbered_as_they_are_met_and_stand_below() {
    check(
        "甲[^b]乙[^a]丙[^b]\n\n[^a]: 注一\n\n[^b]: 注二",
        concat!(
            "<p>甲<sup><a id=\"fnref-1\" href=\"#fn-1\" role=\"doc-noteref\">1</a></sup>",
            "乙<sup><a id=\"fnref-2\" href=\"#fn-2\" role=\"doc-noteref\">2</a></sup>",
            "丙<sup><a id=\"fnref-1-2\" href=\"#fn-1\" role=\"doc-noteref\">1</a></sup></p>\n",
            "<section class=\"footnotes\" role=\"doc-endnotes\"><ol>\n",
            "<li id=\"fn-1\">\n<p>注二 <a href=\"#fnref-1\" role=\"doc-backlink\">↩</a>",
            " <a href=\"#fnref-1-2\" role=\"doc-backlink\">↩</a></p>\n</li>\n",
            "<li id=\"fn-2\">\n<p>注一 <a href=\"#fnref-2\" role=\"doc-backlink\">↩</a></p>\n</li>\n",
            "</ol></section>",
        ),
    );
}

#[test]
fn tasks_are_marks_and_a_colon_defines_nothing() {
    check(
        "- [x] 已办\n- [ ] 未办",
        "<ul>\n<li><span class=\"task is-done\">☑</span> 已办</li>\n<li><span class=\"task\">☐</span> 未办</li>\n</ul>",
    );
    check_line("词\n: 解", "词\n: 解");
}

#[test]
fn a_short_text_is_only_escaped() {
    assert_eq!(
        inline("<b>\"甲\" & '乙'</b>"),
        "&lt;b&gt;&quot;甲&quot; &amp; &#39;乙&#39;&lt;/b&gt;"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn whatever_is_written_no_code_gets_through_and_no_mark_stays(
        markdown in "(\\*\\*|\\*|~~|[客户。，“”（）《》 \n#`|>a1!-]|\\[|\\]|\\(javascript:x\\)|<script>|<!--|-->|\\[\\^1\\]:?|\\[\\[|\\]\\]){0,40}",
    ) {
        let page = html(&body(&markdown), &Here).unwrap();
        assert!(!page.contains("<script"), "{page}");
        assert!(!page.contains("href=\"javascript"), "{page}");
        assert!(!page.contains('\u{166E}'), "{page}");
        let places = outline(&markdown, 1).links;
        let lines = markdown.split('\n').count();
        assert!(places.iter().all(|link| (1..=lines).contains(&(link.at.line as usize))));
    }
}

#[test]
fn a_chart_stands_where_its_block_stood_and_an_unread_one_leaves_nothing() {
    check(
        "前\n\n```chart\nchart: pyramid\n```\n\n```chart\nwrong\n```\n\n```table\nchart: value\n```\n\n后",
        "<p>前</p>\n<figure>pyramid</figure>\n<figure>value</figure>\n<p>后</p>",
    );
    check(
        "```yaml\nchart: pyramid\n```",
        "<pre><code class=\"language-yaml\">chart: pyramid\n</code></pre>",
    );
}

#[test]
fn a_chart_in_a_footnote_is_the_one_written_there() {
    let text = "甲[^1]\n\n[^1]: 注\n\n    ```chart\n    chart: pyramid\n    ```\n\n乙\n\n```chart\nx\n```\n\n```chart\nchart: value\n```\n";
    let page = html(&body(text), &Here).unwrap();
    let (before, after) = page.split_once("footnotes").unwrap();
    assert!(
        before.contains("<figure>value</figure>") && after.contains("<figure>pyramid</figure>"),
        "{page}"
    );
}
