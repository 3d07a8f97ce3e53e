//! `explain`: any number of one account as its terms, with the file and line of each input.

use serde_json::Value;
use serde_json::json;

use crate::cli::account;
use crate::cli::args::Explain;
use crate::cli::args::Format;
use crate::cli::console::Console;
use crate::cli::ending::Done;
use crate::cli::ending::Ending;
use crate::cli::ending::Failure;
use crate::cli::findings;
use crate::cli::place::Place;
use crate::cli::table::Side;
use crate::cli::table::table;
use crate::diag::Lang;
use crate::diag::Words;
use crate::engine::explain;
use crate::engine::explain::Explanation;
use crate::engine::explain::Gap;
use crate::engine::explain::Origin;
use crate::engine::explain::Quantity;
use crate::engine::explain::Said;
use crate::engine::explain::Term;
use crate::model::exact::Exact;
use crate::render::format;
use crate::words;

/// Who reads the numbers.
struct Reader<'a> {
    lang: Lang,
    currency: &'a str,
}

/// Prints the numbers asked for; without a name, the main ones in full and the rest in a list.
pub(crate) fn run(args: &Explain, place: &Place, console: &Console) -> Done {
    let project = place.project()?;
    let assessed = findings::sound_book(console, &project, &args.reading)?.value;
    let (id, _) = account::named(&assessed, &args.account)?;
    let book = &assessed.book;
    let all = explain::explain(book, &assessed.assessment, id).unwrap_or_default();
    let mut chosen: Vec<&Explanation> = Vec::new();
    for what in &args.what {
        chosen.extend(named(&all, what)?);
    }
    if args.what.is_empty() {
        chosen = all.iter().collect();
    }
    let reader = Reader {
        lang: console.lang,
        currency: &book.settings.currency,
    };
    console.data(&match args.format {
        Format::Json => {
            let explanations: Vec<Value> = chosen.iter().map(|one| json(one)).collect();
            let document = json!({"account": id.as_str(), "explanations": explanations});
            format!("{document:#}\n")
        }
        Format::Human => {
            let page = book.accounts.get(id);
            let name = page.map_or("", |page| page.data.name.get(reader.lang));
            let file = page.map_or("", |page| &page.file);
            let head = format!("{name} · {id} · {file}\n");
            let body = if args.what.is_empty() {
                reader.overview(&chosen)
            } else {
                chosen.iter().map(|one| reader.in_full(one)).collect()
            };
            head + &body
        }
    })?;
    Ok(Ending::Fine)
}

/// The number of that path and those below it; `R6` stands for `risks.R6`.
fn named<'a>(all: &'a [Explanation], what: &str) -> Result<Vec<&'a Explanation>, Failure> {
    let below = format!("{what}.");
    let last = format!(".{}", what.to_ascii_lowercase());
    let mut found: Vec<&Explanation> = all
        .iter()
        .filter(|one| one.what == what || one.what.starts_with(&below))
        .collect();
    if found.is_empty() {
        let ends = |one: &&Explanation| one.what.to_ascii_lowercase().ends_with(&last);
        found = all.iter().filter(ends).collect();
    }
    if found.is_empty() {
        let near = account::nearest(all.iter().map(|one| one.what.as_str()), what).unwrap_or_default();
        return Err(Failure::usage(words!(
            "没有 `{what}` 这个数（未触发的风险也没有）：是不是 `{near}`？",
            "there is no number `{what}` here (nor has a risk that is not raised one): did you mean `{near}`?"
        )));
    }
    Ok(found)
}

/// Numbers that are shown in full where none is named.
fn is_main(what: &str) -> bool {
    matches!(what, "value" | "tier" | "tier.next")
        || what.starts_with("risks.")
        || (what.starts_with("scorecards.") && what.matches('.').count() == 1)
}

impl Reader<'_> {
    fn overview(&self, all: &[&Explanation]) -> String {
        let (main, rest): (Vec<&&Explanation>, Vec<&&Explanation>) =
            all.iter().partition(|one| is_main(&one.what));
        let mut text: String = main.iter().map(|one| self.in_full(one)).collect();
        let heads = [
            (
                self.say("其余（explain 客户 名称）", "the rest (explain ACCOUNT NAME)"),
                Side::Left,
            ),
            (String::new(), Side::Left),
            (self.say("结果", "result"), Side::Right),
        ];
        let rows: Vec<Vec<String>> = rest
            .iter()
            .map(|one| {
                vec![
                    one.what.clone(),
                    one.title.get(self.lang).to_owned(),
                    self.quantity(&one.result),
                ]
            })
            .collect();
        text.push('\n');
        text.push_str(&table(&heads, &rows));
        text
    }

    fn in_full(&self, one: &Explanation) -> String {
        let range = one.range.as_ref().map_or_else(String::new, |(low, high)| {
            let (low, high) = (format::number(low, 4), format::number(high, 4));
            format!("  [{low} – {high}]")
        });
        let mut text = format!(
            "\n{}  {} = {}{range}\n  {}\n",
            one.what,
            one.title.get(self.lang),
            self.quantity(&one.result),
            one.formula.get(self.lang)
        );
        if !one.terms.is_empty() {
            text.push_str(&indented(&self.terms(&one.terms)));
        }
        if !one.gaps.is_empty() {
            text.push_str(&indented(&self.gaps(&one.gaps)));
        }
        for note in &one.notes {
            text.push_str(&format!("  {}\n", note.get(self.lang)));
        }
        text
    }

    /// A column stands only if some term has something in it.
    fn terms(&self, terms: &[Term]) -> String {
        let number = |value: &Option<Exact>| {
            value
                .as_ref()
                .map_or_else(String::new, |value| format::number(value, 4))
        };
        let share = |value: &Option<Exact>| {
            value
                .as_ref()
                .map_or_else(String::new, |value| format::percent(value, 1))
        };
        let columns: [(&str, &str, Side, Vec<String>); 6] = [
            (
                "项",
                "term",
                Side::Left,
                terms
                    .iter()
                    .map(|term| term.name.get(self.lang).to_owned())
                    .collect(),
            ),
            (
                "权重",
                "weight",
                Side::Right,
                terms.iter().map(|term| number(&term.weight)).collect(),
            ),
            (
                "值",
                "value",
                Side::Right,
                terms.iter().map(|term| self.quantity(&term.value)).collect(),
            ),
            (
                "贡献",
                "adds",
                Side::Right,
                terms.iter().map(|term| number(&term.adds)).collect(),
            ),
            (
                "占比",
                "share",
                Side::Right,
                terms.iter().map(|term| share(&term.share)).collect(),
            ),
            (
                "谁、何时、为什么、出处",
                "who, when, why, from",
                Side::Left,
                terms
                    .iter()
                    .map(|term| said(&term.said, &format::origins(&term.from), self.lang))
                    .collect(),
            ),
        ];
        let shown = columns
            .into_iter()
            .filter(|(_, _, _, cells)| cells.iter().any(|cell| !cell.is_empty()));
        let mut heads = Vec::new();
        let mut rows: Vec<Vec<String>> = vec![Vec::new(); terms.len()];
        for (zh, en, side, cells) in shown {
            heads.push((self.say(zh, en), side));
            for (row, cell) in rows.iter_mut().zip(cells) {
                row.push(cell);
            }
        }
        table(&heads, &rows)
    }

    fn gaps(&self, gaps: &[Gap]) -> String {
        let heads = [
            (self.say("未知", "unknown"), Side::Left),
            (self.say("最坏则为", "at worst"), Side::Right),
            (self.say("最好则为", "at best"), Side::Right),
            (self.say("写在", "written at"), Side::Left),
        ];
        let rows: Vec<Vec<String>> = gaps
            .iter()
            .map(|gap| {
                vec![
                    gap.name.get(self.lang).to_owned(),
                    format::number(&gap.low, 4),
                    format::number(&gap.high, 4),
                    format::origins(&gap.from),
                ]
            })
            .collect();
        table(&heads, &rows)
    }

    fn quantity(&self, quantity: &Quantity) -> String {
        format::quantity(quantity, self.currency, self.lang)
    }

    fn say(&self, zh: &str, en: &str) -> String {
        match self.lang {
            Lang::Zh => zh.to_owned(),
            Lang::En => en.to_owned(),
        }
    }
}

fn said(said: &Said, from: &str, lang: Lang) -> String {
    let word = |words: &Option<Words>| words.as_ref().map(|words| words.get(lang).to_owned());
    [
        word(&said.by),
        said.on.clone(),
        word(&said.why),
        said.source.clone(),
        Some(from.to_owned()),
    ]
    .into_iter()
    .flatten()
    .filter(|part| !part.is_empty())
    .collect::<Vec<String>>()
    .join(" · ")
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {line}\n")).collect()
}

fn json(one: &Explanation) -> Value {
    json!({
        "what": one.what,
        "name": words_json(&one.title),
        "result": quantity_json(&one.result),
        "low": one.range.as_ref().map(|(low, _)| low.fixed(4)),
        "high": one.range.as_ref().map(|(_, high)| high.fixed(4)),
        "formula": words_json(&one.formula),
        "terms": one.terms.iter().map(term_json).collect::<Vec<Value>>(),
        "unknown": one.gaps.iter().map(gap_json).collect::<Vec<Value>>(),
        "notes": one.notes.iter().map(words_json).collect::<Vec<Value>>(),
    })
}

fn term_json(term: &Term) -> Value {
    json!({
        "name": words_json(&term.name),
        "weight": term.weight.as_ref().map(|weight| weight.fixed(4)),
        "value": quantity_json(&term.value),
        "adds": term.adds.as_ref().map(|adds| adds.fixed(4)),
        "share": term.share.as_ref().map(|share| share.fixed(4)),
        "from": term.from.iter().map(origin_json).collect::<Vec<Value>>(),
        "by": term.said.by.as_ref().map(words_json),
        "on": term.said.on,
        "why": term.said.why.as_ref().map(words_json),
        "source": term.said.source,
    })
}

fn gap_json(gap: &Gap) -> Value {
    json!({
        "name": words_json(&gap.name),
        "low": gap.low.fixed(4),
        "high": gap.high.fixed(4),
        "from": gap.from.iter().map(origin_json).collect::<Vec<Value>>(),
    })
}

fn origin_json(origin: &Origin) -> Value {
    json!({
        "file": &*origin.file,
        "line": origin.at.map(|at| at.line),
        "column": origin.at.map(|at| at.column),
    })
}

/// The value as the export writes numbers, and its unit.
fn quantity_json(quantity: &Quantity) -> Value {
    match quantity {
        Quantity::Unknown => Value::Null,
        Quantity::Number(value) => json!({"number": value.fixed(4)}),
        Quantity::Fraction(value) => json!({"fraction": value.fixed(4)}),
        Quantity::Percent(value) => json!({"percent": value.fixed(4)}),
        Quantity::Money(value) => json!({"money": value.fixed(2)}),
        Quantity::Days(value) => json!({"days": value.fixed(4)}),
        Quantity::Word(words) => json!({"word": words_json(words)}),
    }
}

fn words_json(words: &Words) -> Value {
    json!({"zh": words.zh, "en": words.en})
}
