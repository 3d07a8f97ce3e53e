//! One chart of a book by itself, for a slide: chosen by name, drawn to stand alone.

use std::sync::Arc;

use crate::app::Assessed;
use crate::chart::alone::Alone;
use crate::chart::alone::alone;
use crate::diag::Lang;
use crate::diag::Words;
use crate::model::book::PageKind;
use crate::model::id::Id;
use crate::model::placed::ChartName;
use crate::model::placed::Subject;
use crate::render::figures;
use crate::render::scope::Scope;
use crate::render::share::share;
use crate::render::theme::Theme;
use crate::render::theme::ThemeError;
use crate::words;

/// Which chart.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// Its name.
    pub chart: ChartName,
    /// Of what.
    pub of: Option<&'a str>,
    /// Which scorecard, where there is one for each.
    pub model: Option<&'a str>,
    /// In which language.
    pub lang: Lang,
    /// True for the colours on dark ground.
    pub is_dark: bool,
}

/// A chart that stands alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slide {
    /// The drawing.
    pub svg: String,
    /// What it says.
    pub heading: String,
    /// What is shown: unit, as-of.
    pub note: String,
}

/// Why there is none.
#[derive(Debug)]
pub enum Refused {
    /// It is of a thing, and none is named; the ids there are.
    Nameless(ChartName, Vec<Id>),
    /// It is of all accounts together, and something is named.
    OfTheBook(ChartName),
    /// There is no thing of that id; the kind and the nearest there is.
    Unknown(Subject, String, Option<Id>),
    /// There are several scorecards and none is named, or it is not among them; those there are.
    Scorecards(Vec<Id>),
    /// The chart is not of scorecards, and one is named.
    NoScorecards(ChartName),
    /// What it needs is not in the book.
    Nothing(ChartName),
    /// The built-in theme; a fault of ours.
    Theme(ThemeError),
}

/// Draws one chart.
///
/// # Errors
/// As [`Refused`].
pub fn slide(assessed: &Assessed, wanted: &Wanted<'_>) -> Result<Slide, Refused> {
    let book = &assessed.book;
    let chart = wanted.chart;
    let of = subject(assessed, wanted)?;
    let theme = Theme::built_in().map_err(Refused::Theme)?;
    let shared = share(
        Arc::clone(book),
        Arc::clone(&assessed.assessment),
        Arc::new(Vec::new()),
        Arc::new(theme),
    );
    let scope = Scope {
        shared: &shared,
        lang: wanted.lang,
        path: "index.html",
    };
    let model = scorecard(assessed, wanted, of)?;
    let drawn = figures::named(scope, chart, of, model);
    let figure = drawn.into_iter().next().ok_or(Refused::Nothing(chart))?;
    let how = Alone {
        lang: wanted.lang,
        is_dark: wanted.is_dark,
        base: book.settings.base_url.as_deref(),
    };
    Ok(Slide {
        svg: alone(&figure.svg, &how),
        heading: figure.heading,
        note: figure.note,
    })
}

/// Ids of what a chart may be drawn of.
fn ids(assessed: &Assessed, subject: Subject) -> Vec<&Id> {
    let book = &assessed.book;
    match subject {
        Subject::Book => Vec::new(),
        Subject::BookOrAccount | Subject::Page(PageKind::Account) => book.accounts.keys().collect(),
        Subject::Model => book.rulers.attractiveness.keys().collect(),
        Subject::Page(PageKind::Composition) => book.compositions.keys().collect(),
        Subject::Page(PageKind::Landscape) => book.landscapes.keys().collect(),
        Subject::Page(PageKind::Industry) => book.industries.keys().collect(),
        Subject::Page(PageKind::Competitor) => book.competitors.keys().collect(),
        Subject::Page(PageKind::Playbook) => book.playbook.keys().collect(),
        Subject::Page(PageKind::Case) => book.cases.keys().collect(),
        Subject::Page(PageKind::Model) => book.model_files.keys().collect(),
    }
}

fn subject<'a>(assessed: &'a Assessed, wanted: &Wanted<'_>) -> Result<Option<&'a Id>, Refused> {
    let subject = wanted.chart.subject();
    let ids = ids(assessed, subject);
    match (wanted.of, subject) {
        (None, Subject::Page(_)) => Err(Refused::Nameless(
            wanted.chart,
            ids.into_iter().cloned().collect(),
        )),
        (None, _) => Ok(None),
        (Some(_), Subject::Book) => Err(Refused::OfTheBook(wanted.chart)),
        (Some(name), _) => match ids.iter().find(|id| id.as_str() == name) {
            Some(id) => Ok(Some(id)),
            None => Err(Refused::Unknown(
                subject,
                name.to_owned(),
                nearest(&ids, name).cloned(),
            )),
        },
    }
}

fn nearest<'a>(ids: &[&'a Id], name: &str) -> Option<&'a Id> {
    ids.iter().copied().max_by(|a, b| {
        let likeness = |id: &Id| strsim::jaro_winkler(id.as_str(), name);
        likeness(a).total_cmp(&likeness(b)).then_with(|| b.cmp(a))
    })
}

/// The scorecard that is drawn, where the chart is of one.
fn scorecard<'a>(
    assessed: &'a Assessed,
    wanted: &Wanted<'_>,
    of: Option<&Id>,
) -> Result<Option<&'a Id>, Refused> {
    if !wanted.chart.is_of_scorecards() {
        return match wanted.model {
            Some(_) => Err(Refused::NoScorecards(wanted.chart)),
            None => Ok(None),
        };
    }
    let account = of.and_then(|of| assessed.assessment.accounts.get(of));
    let cards = account.into_iter().flat_map(|account| &account.own.scorecards);
    let rated: Vec<&Id> = cards
        .filter(|(_, result)| result.points.is_some())
        .map(|(card, _)| card)
        .collect();
    let named = |name: &str| rated.iter().find(|card| card.as_str() == name);
    let several = || Refused::Scorecards(rated.iter().map(|card| (*card).clone()).collect());
    match (wanted.model, rated.as_slice()) {
        (_, []) => Err(Refused::Nothing(wanted.chart)),
        (Some(name), _) => named(name).map(|card| Some(*card)).ok_or_else(several),
        (None, [one]) => Ok(Some(*one)),
        (None, _) => Err(several()),
    }
}

impl Refused {
    /// What is wrong and what to do, in both languages.
    pub fn words(&self) -> Words {
        match self {
            Refused::Nameless(chart, ids) => {
                let (word, of) = (chart.word(), kind(chart.subject()));
                let (zh, en) = (of.zh, of.en);
                match ids.first() {
                    Some(first) => words!(
                        "`{word}` 要画一个{zh}：例如 `keybook chart {word} {first}`",
                        "`{word}` is drawn of one {en}: as `keybook chart {word} {first}`"
                    ),
                    None => words!(
                        "`{word}` 要画一个{zh}，书里还没有",
                        "`{word}` is drawn of one {en}, and the book has none"
                    ),
                }
            }
            Refused::OfTheBook(chart) => {
                let word = chart.word();
                words!(
                    "`{word}` 画的是全部客户，不要指定一个",
                    "`{word}` is drawn of all accounts together: name none"
                )
            }
            Refused::Unknown(subject, name, near) => {
                let of = kind(*subject);
                let (zh, en) = (of.zh, of.en);
                match near {
                    Some(near) => words!(
                        "没有{zh} `{name}`：是不是 `{near}`？",
                        "there is no {en} `{name}`: did you mean `{near}`?"
                    ),
                    None => words!("没有{zh} `{name}`", "there is no {en} `{name}`"),
                }
            }
            Refused::Scorecards(cards) => {
                let cards: Vec<String> = cards.iter().map(|card| format!("`--model {card}`")).collect();
                let (zh, en) = (cards.join("、"), cards.join(", "));
                words!(
                    "客户的记分卡要选一张：{zh}",
                    "choose one of the account's scorecards: {en}"
                )
            }
            Refused::NoScorecards(chart) => {
                let word = chart.word();
                words!(
                    "`{word}` 与记分卡无关，去掉 `--model`",
                    "`{word}` is not of a scorecard: leave `--model` out"
                )
            }
            Refused::Nothing(chart) => {
                let (word, needs) = (chart.word(), chart.needs());
                let (zh, en) = (needs.zh, needs.en);
                words!(
                    "没有可画的：`{word}` 需要{zh}",
                    "there is nothing to draw: `{word}` needs {en}"
                )
            }
            Refused::Theme(error) => words!("{error}", "{error}"),
        }
    }
}

/// What a chart is drawn of, in words.
pub fn kind(subject: Subject) -> Words {
    match subject {
        Subject::Book => Words::new("全部客户", "all accounts"),
        Subject::BookOrAccount | Subject::Page(PageKind::Account) => Words::new("客户", "account"),
        Subject::Model => Words::new("吸引力模型", "model of attractiveness"),
        Subject::Page(PageKind::Industry) => Words::new("行业", "industry"),
        Subject::Page(PageKind::Competitor) => Words::new("竞争对手", "competitor"),
        Subject::Page(PageKind::Composition) => Words::new("构成", "composition"),
        Subject::Page(PageKind::Landscape) => Words::new("竞争格局", "landscape"),
        Subject::Page(PageKind::Playbook) => Words::new("方法", "page of the playbook"),
        Subject::Page(PageKind::Case) => Words::new("案例", "case"),
        Subject::Page(PageKind::Model) => Words::new("模型", "model"),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::app::Options;
    use crate::app::Project;
    use crate::app::assess;
    use crate::chart::proof;

    fn shipped() -> Assessed {
        let project = Project::at(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        let checked = assess(&project, &Options::default(), &mut |_| {}).unwrap();
        checked.value.unwrap()
    }

    fn wanted(chart: ChartName, of: Option<&str>, lang: Lang) -> Wanted<'_> {
        Wanted {
            chart,
            of,
            model: chart.is_of_scorecards().then_some("selection"),
            lang,
            is_dark: lang == Lang::En,
        }
    }

    /// The first thing of the shipped book of which there is such a chart.
    fn first(assessed: &Assessed, chart: ChartName, lang: Lang) -> Slide {
        let mut subjects: Vec<Option<&str>> = ids(assessed, chart.subject())
            .into_iter()
            .map(|id| Some(id.as_str()))
            .collect();
        if !matches!(chart.subject(), Subject::Page(_)) {
            subjects.insert(0, None);
        }
        let mut drawn = subjects
            .into_iter()
            .filter_map(|of| slide(assessed, &wanted(chart, of, lang)).ok());
        drawn.next().unwrap_or_else(|| panic!("{}", chart.word()))
    }

    #[test]
    fn every_chart_of_the_table_stands_alone_in_both_languages() {
        let assessed = shipped();
        for chart in ChartName::ALL {
            for lang in Lang::ALL {
                let made = first(&assessed, *chart, lang);
                proof::check_markup(&made.svg);
                assert!(
                    !made.svg.contains("class=") && !made.svg.contains("<a "),
                    "{}",
                    chart.word()
                );
                assert!(made.svg.contains("font-family=\"Noto Sans"), "{}", chart.word());
                assert!(!made.heading.is_empty() && !made.note.is_empty());
                #[cfg(feature = "png")]
                {
                    let size = crate::app::picture::Size::Width(600);
                    let png = crate::app::picture::png(&made.svg, size);
                    assert_eq!(
                        png.map(|png| png[16..20].to_vec()),
                        Ok(600_u32.to_be_bytes().to_vec()),
                        "{}",
                        chart.word()
                    );
                }
            }
        }
    }

    #[test]
    fn links_lead_to_where_the_site_stands() {
        let mut assessed = shipped();
        let book = Arc::make_mut(&mut assessed.book);
        book.settings.base_url = Some("https://kam.example/site".to_owned());
        let made = slide(&assessed, &wanted(ChartName::ValueMatrix, None, Lang::En)).unwrap();
        assert!(
            made.svg
                .contains("href=\"https://kam.example/site/en/accounts/jinghe-bank/index.html\"")
        );
    }

    #[test]
    fn what_cannot_be_drawn_says_why() {
        let assessed = shipped();
        let refused = |chart, of| {
            let refused = slide(&assessed, &wanted(chart, of, Lang::En)).unwrap_err();
            refused.words().en
        };
        assert_eq!(
            refused(ChartName::Radar, Some("maitian-credits")),
            "there is no account `maitian-credits`: did you mean `maitian-credit`?"
        );
        assert!(refused(ChartName::Wallet, None).starts_with("`wallet` is drawn of one account"));
        let bare = assessed.book.accounts.keys().find_map(|id| {
            let made = slide(&assessed, &wanted(ChartName::Trend, Some(id.as_str()), Lang::En));
            made.err()
        });
        assert_eq!(
            bare.unwrap().words().en,
            "there is nothing to draw: `trend` needs two periods of financials or more, with revenue"
        );
    }
}
