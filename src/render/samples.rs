//! A small book as text, and the scope of a page of it: what tests of views are made of.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::content;
use crate::content::Memory;
use crate::content::ReadOptions;
use crate::content::snapshot::Snapshot;
use crate::diag::Lang;
use crate::engine;
use crate::model::id::Id;
use crate::render::scope::Scope;
use crate::render::scope::Shared;
use crate::render::share::share;
use crate::render::theme::Theme;

const BASE: [(&str, &str); 6] = [
    (
        "content/book.yaml",
        "title: {zh: 手册, en: Book}\nlanguages: [zh, en]\ncurrency: CNY\nas_of: 2025-06-30\n",
    ),
    (
        "content/people.yaml",
        "lin: {name: {zh: 林澈, en: Lin Che}}\npan: {name: {zh: 潘雯, en: Pan Wen}}\ngone: {name: {zh: 旧人, en: Old Hand}, status: left}\n",
    ),
    (
        "content/industries/finance.md",
        "---\nname: {zh: 金融, en: Finance}\nneeds_stages: [{id: early, order: 1, name: {zh: 联网, en: Networked}}, {id: middle, order: 2, name: {zh: 集中, en: Centralised}, offerings: [data-hub, hosting]}]\n---\n",
    ),
    (
        "content/competitors/rival.md",
        "---\nname: {zh: 鼎桥, en: Rival}\nstrengths: [{text: 快}]\nweaknesses: [{text: 贵}]\n---\n",
    ),
    (
        "content/competitors/other.md",
        "---\nname: {zh: 拓原, en: Other}\nstrengths: [{text: 快}]\nweaknesses: [{text: 贵}]\n---\n",
    ),
    (
        "content/models/value.yaml",
        "kind: value\nperspectives: {financial: {name: 财务, side: current, weight: 1}, sales: {name: 销售, side: current, weight: 1}, service: {name: 服务, side: potential, weight: 1}, customer: {name: 客户, side: potential, weight: 1}}\ntiers: {method: score, levels: [{id: platinum, name: {zh: 白金卡, en: Platinum}, threshold: 80}, {id: gold, name: {zh: 金卡, en: Gold}, threshold: 60}, {id: standard, name: {zh: 普通, en: Standard}}]}\n",
    ),
];

/// A book that was read and assessed, ready for its pages.
pub struct Sample {
    shared: Shared,
}

impl Sample {
    /// The base book with the files given, which stand before those of the base.
    pub fn of(files: &[(String, String)]) -> Sample {
        let mut all: BTreeMap<String, Vec<u8>> = BASE
            .iter()
            .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
            .collect();
        all.extend(
            files
                .iter()
                .map(|(path, text)| (path.clone(), text.clone().into_bytes())),
        );
        let snapshot = Snapshot::of(all);
        let read = content::read(&snapshot, &ReadOptions::default(), &mut Memory::default());
        let errors: Vec<_> = read
            .findings
            .iter()
            .filter(|finding| finding.is_error())
            .collect();
        assert!(errors.is_empty(), "{errors:?}");
        let book = read.value.unwrap();
        let assessment = engine::assess(&book);
        let theme = Theme::built_in().unwrap();
        Sample {
            shared: share(
                book,
                Arc::new(assessment),
                Arc::new(read.findings),
                Arc::new(theme),
            ),
        }
    }

    /// A page in Chinese, at the root.
    pub fn zh(&self) -> Scope<'_> {
        self.scope(Lang::Zh)
    }

    /// A page in English, at the root.
    pub fn en(&self) -> Scope<'_> {
        self.scope(Lang::En)
    }

    fn scope(&self, lang: Lang) -> Scope<'_> {
        Scope {
            shared: &self.shared,
            lang,
            path: "index.html",
        }
    }
}

/// A file of the book.
pub fn file(path: &str, text: &str) -> (String, String) {
    (format!("content/{path}"), text.to_owned())
}

/// A dossier with what every one must have, and `fields`, a line each.
pub fn dossier(name: &str, fields: &str) -> (String, String) {
    let text = format!(
        "---\nname: {{zh: 客户{name}, en: Account {name}}}\nindustry: finance\nstatus: active\nowner: lin\nteam: [{{person: lin, role: sales}}]\nclassification: internal\nreviewed_on: 2025-05-20\n{fields}\n---\n"
    );
    (format!("content/accounts/{name}.md"), text)
}

/// A name.
pub fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

/// A dossier whose value is `value` on every side, with a year's revenue and profit; what is `None` is unknown.
pub fn valued(name: &str, value: Option<u32>, money: Option<(i64, i64)>) -> (String, String) {
    let row = value.map_or("[]".to_owned(), |value| {
        format!("[{{id: x, weight: 1, baseline: 0, target: 100, actual: {value}}}]")
    });
    let mut fields = format!("value: {{financial: {row}, sales: {row}, service: {row}, customer: {row}}}");
    if let Some((revenue, profit)) = money {
        let cost = revenue - profit;
        fields.push_str(&format!(
            "\nfinancials: [{{period: 2024H2, revenue: {revenue}, direct_cost: {cost}, cost_to_serve: 0}}, {{period: 2025H1, revenue: 0, direct_cost: 0, cost_to_serve: 0}}]"
        ));
    }
    dossier(name, &fields)
}
