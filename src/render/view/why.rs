//! Why: every number of one account, taken apart; what `keybook explain` prints, as a page.
//!
//! The tables are written here and not in a template: there are some eighty on a page, and a page for each account.

use schemars::JsonSchema;
use serde::Serialize;

use crate::chart::canvas::escaped;
use crate::diag::Words;
use crate::engine::explain;
use crate::engine::explain::Explanation;
use crate::engine::explain::Gap;
use crate::engine::explain::Origin;
use crate::engine::explain::Term;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::parts::Link;

/// The page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WhyPage {
    /// The account.
    pub account: Link,
    /// Its numbers, those that belong together in one section.
    pub sections: Vec<WhySection>,
}

/// Numbers that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WhySection {
    /// Anchor on the page.
    pub id: String,
    /// What they are about.
    pub title: String,
    /// The numbers as HTML: each a `section.why` whose id is its path in the export.
    pub body: String,
}

/// Sections in order: what their numbers' paths begin with, 中文, English.
const SECTIONS: &[(&[&str], &str, &str)] = &[
    (&["value"], "客户价值", "Account value"),
    (&["tier"], "等级", "Tier"),
    (&["scorecards"], "记分卡", "Scorecards"),
    (
        &[
            "revenue",
            "direct_cost",
            "cost_to_serve",
            "receipts",
            "profit",
            "dials",
        ],
        "经营与驾驶舱",
        "Trade and cockpit",
    ),
    (&["indicators"], "单一指标", "Single indicators"),
    (
        &["classes", "rfm", "portfolio"],
        "分类与组合",
        "Classes and portfolio",
    ),
    (&["clv", "wallet"], "终身价值与钱包", "Lifetime value and wallet"),
    (&["relations"], "关系", "Relations"),
    (&["needs", "needs_stage"], "需求", "Needs"),
    (&["steps"], "计划", "Plan"),
    (&["risks", "stale"], "风险与过期", "Risks and stale fields"),
];

/// Views the numbers of one account.
pub fn view(scope: Scope<'_>, id: &Id) -> Option<WhyPage> {
    let page = scope.book().accounts.get(id)?;
    let all = explain::explain(scope.book(), &scope.shared.assessment, id)?;
    let writer = Writer {
        scope,
        file: &page.file,
    };
    let sections = SECTIONS.iter().filter_map(|(heads, zh, en)| {
        let of_section = all.iter().filter(|one| heads.contains(&head(&one.what)));
        let mut body = String::new();
        for one in of_section {
            writer.explanation(one, &mut body);
        }
        (!body.is_empty()).then(|| WhySection {
            id: format!("s-{}", heads.first().unwrap_or(&"")),
            title: scope.pick(*zh, *en),
            body,
        })
    });
    Some(WhyPage {
        account: scope.account(id),
        sections: sections.collect(),
    })
}

/// First word of a path.
fn head(what: &str) -> &str {
    what.split('.').next().unwrap_or(what)
}

/// Writes explanations for one reader.
struct Writer<'a> {
    scope: Scope<'a>,
    file: &'a str,
}

/// A column: its head, whether it holds numbers, and its cells.
type Column = (&'static str, &'static str, bool, Vec<String>);

impl Writer<'_> {
    fn explanation(&self, one: &Explanation, out: &mut String) {
        let what = escaped(&one.what);
        out.push_str(&format!(
            "<section class=\"why\" id=\"{what}\">\n<h3>{} <span class=\"num\">{}</span>",
            escaped(self.say(&one.title)),
            escaped(&self.quantity(&one.result))
        ));
        if let Some((low, high)) = one.range.as_ref().filter(|(low, high)| low != high) {
            let (low, high) = (format::number(low, 2), format::number(high, 2));
            out.push_str(&format!(" <span class=\"quiet\">{low}–{high}</span>"));
        }
        out.push_str(&format!(
            " <code lang=\"en\">{what}</code></h3>\n<p class=\"formula\">{}</p>\n",
            escaped(self.say(&one.formula))
        ));
        if !one.terms.is_empty() {
            let caption = self.say(&one.title);
            table(&self.terms(&one.terms), self.scope, (caption, &one.what), out);
        }
        if !one.gaps.is_empty() {
            let caption = format!(
                "{} · {}",
                self.say(&one.title),
                self.scope.pick("未知", "Unknown")
            );
            table(&self.gaps(&one.gaps), self.scope, (&caption, &one.what), out);
        }
        for note in &one.notes {
            out.push_str(&format!("<p class=\"note\">{}</p>\n", escaped(self.say(note))));
        }
        out.push_str("</section>\n");
    }

    fn terms(&self, terms: &[Term]) -> Vec<Column> {
        let cells = |cell: &dyn Fn(&Term) -> String| terms.iter().map(cell).collect::<Vec<String>>();
        let number = |value: &Option<Exact>| {
            value
                .as_ref()
                .map_or_else(String::new, |value| format::number(value, 4))
        };
        let words = |words: &Option<Words>| words.as_ref().map_or("", |words| self.say(words)).to_owned();
        vec![
            (
                "项",
                "Term",
                false,
                cells(&|term| self.say(&term.name).to_owned()),
            ),
            ("权重", "Weight", true, cells(&|term| number(&term.weight))),
            ("值", "Value", true, cells(&|term| self.quantity(&term.value))),
            ("贡献", "Adds", true, cells(&|term| number(&term.adds))),
            (
                "占比",
                "Share",
                true,
                cells(&|term| {
                    let share = term.share.as_ref();
                    share.map_or_else(String::new, |share| format::percent(share, 1))
                }),
            ),
            ("谁", "Who", false, cells(&|term| words(&term.said.by))),
            (
                "何时",
                "When",
                false,
                cells(&|term| term.said.on.clone().unwrap_or_default()),
            ),
            ("为什么", "Why", false, cells(&|term| words(&term.said.why))),
            (
                "来源",
                "Source",
                false,
                cells(&|term| term.said.source.clone().unwrap_or_default()),
            ),
            ("出处", "From", false, cells(&|term| self.origins(&term.from))),
        ]
    }

    fn gaps(&self, gaps: &[Gap]) -> Vec<Column> {
        let cells = |cell: &dyn Fn(&Gap) -> String| gaps.iter().map(cell).collect::<Vec<String>>();
        vec![
            (
                "未知",
                "Unknown",
                false,
                cells(&|gap| self.say(&gap.name).to_owned()),
            ),
            (
                "最坏则为",
                "At worst",
                true,
                cells(&|gap| format::number(&gap.low, 4)),
            ),
            (
                "最好则为",
                "At best",
                true,
                cells(&|gap| format::number(&gap.high, 4)),
            ),
            ("写在", "Written at", false, cells(&|gap| self.origins(&gap.from))),
        ]
    }

    /// Lines of the dossier by their numbers alone, other files by their names.
    fn origins(&self, origins: &[Origin]) -> String {
        let text = format::origins(origins);
        match text.strip_prefix(self.file) {
            Some(rest) => rest.to_owned(),
            None => text,
        }
    }

    fn quantity(&self, quantity: &explain::Quantity) -> String {
        format::quantity(quantity, &self.scope.book().settings.currency, self.scope.lang)
    }

    fn say<'w>(&self, words: &'w Words) -> &'w str {
        words.get(self.scope.lang)
    }
}

/// A table of the columns that have something in them, under its caption. Several numbers of an account may have one
/// name: what sets the table apart for those who jump from region to region is the path of the number.
fn table(columns: &[Column], scope: Scope<'_>, (caption, what): (&str, &str), out: &mut String) {
    let shown: Vec<&Column> = columns
        .iter()
        .filter(|(_, _, _, cells)| cells.iter().any(|cell| !cell.is_empty()))
        .collect();
    let n_rows = shown.first().map_or(0, |(_, _, _, cells)| cells.len());
    let (caption, what) = (escaped(caption), escaped(what));
    out.push_str(&format!(
        "<div class=\"table-wrap\" tabindex=\"0\" role=\"region\" aria-label=\"{caption} {what}\"><table><caption>{caption}</caption><thead><tr>"
    ));
    for (zh, en, is_number, _) in &shown {
        let class = if *is_number { " class=\"num\"" } else { "" };
        out.push_str(&format!("<th scope=\"col\"{class}>{}</th>", scope.pick(*zh, *en)));
    }
    out.push_str("</tr></thead><tbody>");
    for row in 0..n_rows {
        out.push_str("\n<tr>");
        for (column, (_, _, is_number, cells)) in shown.iter().enumerate() {
            let cell = escaped(cells.get(row).map_or("", String::as_str));
            out.push_str(&match (column, is_number) {
                (0, _) => format!("<th scope=\"row\">{cell}</th>"),
                (_, true) => format!("<td class=\"num\">{cell}</td>"),
                (_, false) => format!("<td>{cell}</td>"),
            });
        }
        out.push_str("</tr>");
    }
    out.push_str("\n</tbody></table></div>\n");
}
