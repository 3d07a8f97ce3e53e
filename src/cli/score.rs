//! `score`: tiers and scores, of all accounts or of one with every term.

use serde_json::Value;
use serde_json::json;

use crate::cli::account;
use crate::cli::args::Format;
use crate::cli::args::Score;
use crate::cli::console::Console;
use crate::cli::ending::Done;
use crate::cli::ending::Ending;
use crate::cli::findings;
use crate::cli::place::Place;
use crate::cli::table::Side;
use crate::cli::table::table;
use crate::diag::Lang;
use crate::engine::assessment::AccountAssessment;
use crate::engine::assessment::ScorecardResult;
use crate::engine::assessment::Tier;
use crate::engine::assessment::ValueResult;
use crate::engine::scorecard;
use crate::model::book::Book;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::words;

/// Decimals of a number shown to people.
const PLACES: u32 = 1;

/// Prints a table, or one account's terms.
pub(crate) fn run(args: &Score, place: &Place, console: &Console) -> Done {
    let project = place.project()?;
    let assessed = findings::sound_book(console, &project, &args.reading)?.value;
    let chosen = match &args.account {
        None => {
            let accounts = assessed.assessment.accounts.iter();
            accounts.map(|(id, account)| (id, account.as_ref())).collect()
        }
        Some(name) => vec![account::named(&assessed, name)?],
    };
    let lang = console.lang;
    console.data(&match (args.format, &args.account) {
        (Format::Json, _) => json(&chosen),
        (Format::Human, None) => overview(&assessed.book, &chosen, lang),
        (Format::Human, Some(_)) => {
            let terms = chosen
                .iter()
                .map(|(id, account)| terms(&assessed.book, id, account, lang));
            format!(
                "{}{}",
                overview(&assessed.book, &chosen, lang),
                terms.collect::<String>()
            )
        }
    })?;
    Ok(Ending::Fine)
}

fn overview(book: &Book, accounts: &[(&Id, &AccountAssessment)], lang: Lang) -> String {
    let say = |zh: &str, en: &str| match lang {
        Lang::Zh => zh.to_owned(),
        Lang::En => en.to_owned(),
    };
    let mut heads = vec![
        (say("编号", "id"), Side::Left),
        (say("名称", "name"), Side::Left),
        (say("等级", "tier"), Side::Left),
        (say("价值 [低–高]", "value [low–high]"), Side::Right),
        (say("覆盖", "coverage"), Side::Right),
    ];
    heads.extend(
        book.rulers
            .scorecards
            .values()
            .map(|card| (card.name.get(lang).to_owned(), Side::Right)),
    );
    let rows: Vec<Vec<String>> = accounts
        .iter()
        .map(|(id, account)| {
            let value = account.own.value.as_deref();
            let name = book.accounts.get(*id).map_or("", |page| page.data.name.get(lang));
            let mut row = vec![
                id.to_string(),
                name.to_owned(),
                account
                    .tier
                    .as_ref()
                    .map_or_else(unknown, |tier| tier_name(book, &tier.effective, lang)),
                value.map_or_else(unknown, interval),
                value.map_or_else(unknown, |value| percent(&value.coverage)),
            ];
            let cards = book
                .rulers
                .scorecards
                .keys()
                .map(|card| account.own.scorecards.get(card));
            row.extend(cards.map(|card| {
                card.and_then(|card| card.index.as_ref())
                    .map_or_else(unknown, shown)
            }));
            row
        })
        .collect();
    table(&heads, &rows)
}

/// Every term of an account's value and scorecards, with the field and line it comes from.
fn terms(book: &Book, id: &Id, account: &AccountAssessment, lang: Lang) -> String {
    let say = |zh: &str, en: &str| match lang {
        Lang::Zh => zh.to_owned(),
        Lang::En => en.to_owned(),
    };
    let file = book.accounts.get(id).map_or("", |page| &page.file);
    let place = |line: Option<u32>| line.map_or_else(String::new, |line| format!("{file}:{line}"));
    let mut text = String::new();
    if let Some(value) = &account.own.value {
        let heads = [
            (say("价值指标", "value indicator"), Side::Left),
            (say("权重", "weight"), Side::Right),
            (say("得分", "score"), Side::Right),
            (say("贡献", "adds"), Side::Right),
            (say("出处", "from"), Side::Left),
        ];
        let mut rows = Vec::new();
        for (perspective, result) in &value.perspectives {
            for term in &result.terms {
                rows.push(vec![
                    format!("{}.{}", perspective.word(), term.id),
                    shown(&term.weight),
                    term.score.as_ref().map_or_else(unknown, shown),
                    term.contribution.as_ref().map_or_else(unknown, shown),
                    place(Some(term.at.line)),
                ]);
            }
        }
        text.push('\n');
        text.push_str(&table(&heads, &rows));
    }
    let sheets = book.accounts.get(id).map(|page| &page.data.scores);
    for card in account.own.scorecards.keys() {
        let sheet = sheets.and_then(|sheets| sheets.get(card));
        let Some((model, sheet)) = book.rulers.scorecards.get(card).zip(sheet) else {
            continue;
        };
        let heads = [
            (model.name.get(lang).to_owned(), Side::Left),
            (say("权重", "weight"), Side::Right),
            (say("评分", "rating"), Side::Right),
            (say("得分", "points"), Side::Right),
            (say("出处", "from"), Side::Left),
        ];
        let whole = |number: Option<i64>| number.map_or_else(unknown, |number| number.to_string());
        let rows: Vec<Vec<String>> = scorecard::terms(model, sheet)
            .iter()
            .map(|term| {
                let line = term.at.map(|at| at.line);
                vec![
                    term.criterion.to_string(),
                    term.weight.to_string(),
                    whole(term.rating),
                    whole(term.points),
                    place(line),
                ]
            })
            .collect();
        text.push('\n');
        text.push_str(&table(&heads, &rows));
    }
    text
}

fn json(accounts: &[(&Id, &AccountAssessment)]) -> String {
    let accounts: Vec<Value> = accounts
        .iter()
        .map(|(id, account)| {
            let cards = account.own.scorecards.iter();
            let cards: serde_json::Map<String, Value> = cards
                .map(|(card, result)| (card.to_string(), card_json(result)))
                .collect();
            json!({
                "id": id.as_str(),
                "tier": account.tier.as_ref().map(|tier| tier.effective.word()),
                "value": account.own.value.as_deref().map(value_json),
                "scorecards": cards,
            })
        })
        .collect();
    format!("{:#}\n", json!({"accounts": accounts}))
}

fn value_json(value: &ValueResult) -> Value {
    json!({
        "value": fixed(value.value.as_ref()),
        "low": fixed(Some(&value.low)),
        "high": fixed(Some(&value.high)),
        "coverage": fixed(Some(&value.coverage)),
    })
}

fn card_json(card: &ScorecardResult) -> Value {
    json!({
        "points": card.points,
        "max_points": card.max_points,
        "index": fixed(card.index.as_ref()),
        "low": fixed(Some(&card.index_low)),
        "high": fixed(Some(&card.index_high)),
        "coverage": fixed(Some(&card.coverage)),
    })
}

fn tier_name(book: &Book, tier: &Tier, lang: Lang) -> String {
    let levels = book.rulers.value.iter().flat_map(|model| &model.tiers.levels);
    match tier {
        Tier::Level(id) => {
            let level = levels.into_iter().find(|level| level.id.value == *id);
            level.map_or_else(|| id.to_string(), |level| level.name.get(lang).to_owned())
        }
        Tier::Ineligible => words!("不合格", "ineligible").get(lang).to_owned(),
        Tier::Insufficient => words!("依据不足", "insufficient").get(lang).to_owned(),
    }
}

fn interval(value: &ValueResult) -> String {
    let known = value.value.as_ref().map_or_else(unknown, shown);
    format!("{known} [{}–{}]", shown(&value.low), shown(&value.high))
}

fn shown(number: &Exact) -> String {
    number.fixed(PLACES)
}

fn percent(fraction: &Exact) -> String {
    format!("{}%", (fraction * &Exact::HUNDRED).fixed(0))
}

/// As the export writes it: four decimals, as text.
fn fixed(number: Option<&Exact>) -> Option<String> {
    number.map(|number| number.fixed(4))
}

fn unknown() -> String {
    "–".to_owned()
}
