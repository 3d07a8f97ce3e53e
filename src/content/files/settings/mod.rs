//! `book.yaml`: what holds for the whole book.

mod forms;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::content::decode::cx::Cx;
use crate::content::decode::form;
use crate::content::decode::record::Finish;
use crate::content::decode::record::Record;
use crate::content::decode::record::given;
use crate::content::decode::record::many;
use crate::content::decode::record::optional;
use crate::content::decode::record::record_table;
use crate::content::decode::record::required;
use crate::content::decode::shape::Field;
use crate::content::files::page::Source;
use crate::content::files::page::sheet;
use crate::content::files::settings::forms::Address;
use crate::content::files::settings::forms::AllOrSome;
use crate::content::files::settings::forms::Currency;
use crate::content::files::settings::forms::EditAddress;
use crate::content::files::settings::forms::Format;
use crate::content::files::settings::forms::Taxonomy;
use crate::content::tree::Entry;
use crate::content::tree::Node;
use crate::content::tree::NodeKind;
use crate::diag::Checked;
use crate::diag::Code;
use crate::diag::Lang;
use crate::model::book::Settings;
use crate::model::id::Id;
use crate::model::text::Text;
use crate::words;

/// What can go stale.
const AGES: &[&str] = &[
    "reviewed",
    "scores",
    "value",
    "financials",
    "contacts",
    "wallet",
    "needs_stage",
];
/// Ledger files.
const LEDGERS: &[&str] = &[
    "orders",
    "returns",
    "invoices",
    "receipts",
    "interactions",
    "opportunities",
];
/// Columns of all ledgers.
const COLUMNS: &[&str] = &[
    "id",
    "account",
    "date",
    "amount",
    "cost",
    "status",
    "order",
    "due",
    "invoice",
    "kind",
    "person",
    "contact",
    "text",
    "opened",
    "probability",
    "close",
];

/// Reads `book.yaml`.
pub fn read(source: &Source<'_>) -> Checked<Option<Settings>> {
    let read = sheet(source, &["book"], &form::finished::<Keys>());
    Checked {
        value: read.value.map(|sheet| sheet.data),
        findings: read.findings,
    }
}

/// Its field table.
pub fn fields() -> Vec<Field> {
    Keys::fields()
}

#[derive(Debug)]
struct Keys {
    format: (),
    title: Text,
    languages: Vec<Lang>,
    currency: String,
    as_of: Option<Date>,
    window_months: i64,
    last_review: Option<Date>,
    taxonomies: Vec<String>,
    max_age_days: BTreeMap<String, i64>,
    audiences: BTreeMap<Id, Audience>,
    ledgers: BTreeMap<String, BTreeMap<String, String>>,
    theme: String,
    base_url: Option<String>,
    edit_url: Option<String>,
}

record_table! { Keys (node, cx) {}
    format: given(Format, || ()), "格式版本，默认 1", "version of the format, default 1", "1";
    title: required(form::name()), "书名", "title", "{zh: 大客户手册, en: Key accounts}";
    languages: given(form::list(form::word::<Lang>()), || vec![Lang::Zh]), "语言，第一个是默认", "languages, the first is the default", "[zh, en]";
    currency: required(Currency), "币种（ISO 4217）", "currency (ISO 4217)", "CNY";
    as_of: optional(form::date()), "截至日期", "the day the book is read for", "2025-06-30";
    window_months: given(form::whole(1, 1200), || 12), "台账的一年，月数，默认 12", "the ledgers' year in months, default 12", "12";
    last_review: optional(form::date()), "变化页从哪天算起", "start of the Changes page", "2025-03-31";
    taxonomies: many(form::list(Taxonomy)), "要列表页的客户字段", "account fields that get listing pages", "[industry, region, tags]";
    max_age_days: many(form::by_name(AGES, form::whole_from(0))), "多少天后过期", "days after which a field is stale", "{reviewed: 180}";
    audiences: many(form::by_id(form::record::<Audience>())), "读者群", "audiences", "partner";
    ledgers: many(form::by_name(LEDGERS, form::by_name(COLUMNS, form::text()))), "台账列名对照：我方 → 文件里", "ledger columns named otherwise: ours → theirs", "{orders: {account: customer_id}}";
    theme: given(form::text(), || "paper".to_owned()), "主题，默认 paper", "theme, default paper", "paper";
    base_url: optional(Address), "网站地址", "where the site will stand", "https://accounts.example/";
    edit_url: optional(EditAddress), "编辑链接，`{path}` 代表文件", "link to edit a file, `{path}` standing for it", "https://git.example/edit/main/{path}";
}

#[derive(Debug)]
struct Audience {
    title: Option<Text>,
    classifications: (),
    accounts: (),
    industries: (),
    competitors: (),
    compositions: (),
    landscapes: (),
    cases: (),
    fields: (),
    models: (),
    playbook: (),
}

record_table! { Audience (node, cx) {}
    title: optional(form::lstr()), "名称", "title", "{zh: 伙伴, en: Partners}";
    classifications: given(AllOrSome, || ()), "密级", "classifications", "[internal]";
    accounts: given(AllOrSome, || ()), "客户", "accounts", "all";
    industries: given(AllOrSome, || ()), "行业", "industries", "all";
    competitors: given(AllOrSome, || ()), "竞争对手", "competitors", "all";
    compositions: given(AllOrSome, || ()), "构成", "compositions", "all";
    landscapes: given(AllOrSome, || ()), "竞争格局", "landscapes", "all";
    cases: given(AllOrSome, || ()), "案例", "cases", "all";
    fields: given(AllOrSome, || ()), "字段", "field paths", "[name, industry, needs]";
    models: given(AllOrSome, || ()), "模型", "models", "[]";
    playbook: given(AllOrSome, || ()), "方法", "playbook", "all";
}

impl Finish for Keys {
    type Out = Settings;

    fn finish<'n>(self, node: &'n Node<'n>, cx: &mut Cx<'n>) -> Option<Settings> {
        let Keys {
            format: (),
            title,
            languages,
            currency,
            as_of,
            window_months,
            last_review,
            taxonomies,
            max_age_days,
            audiences,
            ledgers,
            theme,
            base_url,
            edit_url,
        } = self;
        let languages = distinct(languages, node, cx);
        if !audiences.is_empty() {
            audiences_ignored(node, cx);
        }
        let named = |(id, audience): (Id, Audience)| {
            // Lists of an audience are checked for their form; this version builds the book in full.
            let Audience {
                title,
                classifications: (),
                accounts: (),
                industries: (),
                competitors: (),
                compositions: (),
                landscapes: (),
                cases: (),
                fields: (),
                models: (),
                playbook: (),
            } = audience;
            let title = title.unwrap_or_else(|| Text::plain(id.as_str()));
            (id, title)
        };
        Some(Settings {
            title,
            languages,
            currency,
            as_of,
            window_months: u32::try_from(window_months).unwrap_or(12),
            last_review,
            taxonomies,
            max_age_days,
            audiences: audiences.into_iter().map(named).collect(),
            ledger_columns: ledgers,
            theme,
            base_url,
            edit_url,
        })
    }
}

fn audiences_ignored(node: &Node<'_>, cx: &mut Cx<'_>) {
    let place = entry(node, "audiences").map_or((node.at, 1), |entry| (entry.at, entry.len));
    let words = (
        words!(
            "写了读者群，但这一版按全书发布",
            "audiences are named, but this version publishes the book in full"
        ),
        words!(
            "站点只给可以看全书的人",
            "give the site only to readers who may see all of it"
        ),
    );
    cx.report_at(Code::AudiencesIgnored, place, "audiences", words);
}

fn entry<'n>(node: &'n Node<'n>, key: &str) -> Option<&'n Entry<'n>> {
    match &node.kind {
        NodeKind::Map(entries) => entries.iter().find(|entry| entry.key == key),
        _ => None,
    }
}

/// An empty or doubled list of languages is a finding; what is left is never empty.
fn distinct(languages: Vec<Lang>, node: &Node<'_>, cx: &mut Cx<'_>) -> Vec<Lang> {
    let mut kept: Vec<Lang> = Vec::new();
    for language in &languages {
        if !kept.contains(language) {
            kept.push(*language);
        }
    }
    if kept.is_empty() || kept.len() < languages.len() {
        let place = entry(node, "languages").map_or((node.at, 1), |entry| (entry.at, entry.len));
        let words = (
            words!(
                "语言列表为空或有重复",
                "the list of languages is empty, or names one twice"
            ),
            words!(
                "写成 `languages: [zh, en]`，第一个是默认语言",
                "write `languages: [zh, en]`; the first is the default"
            ),
        );
        cx.report_at(Code::OutOfRange, place, "languages", words);
    }
    if kept.is_empty() {
        kept.push(Lang::default());
    }
    kept
}
