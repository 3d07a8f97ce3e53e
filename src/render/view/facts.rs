//! What a dossier says, plainly: for themes that lay the facts out themselves. Amounts are plain decimals in base units,
//! nothing is drawn, and no sentence is made.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::marker::PhantomData;
use std::sync::OnceLock;

use schemars::JsonSchema;
use schemars::Schema;
use schemars::SchemaGenerator;
use serde::Serialize;
use serde::Serializer;
use tera::Context;
use tera::Value;

use crate::diag::Lang;
use crate::engine::assessment::ScorecardResult;
use crate::engine::scorecard::rating;
use crate::model::account::Account;
use crate::model::account::ScoreSheet;
use crate::model::book::Book;
use crate::model::book::Extra;
use crate::model::exact::Exact;
use crate::model::few::Few;
use crate::model::id::Id;
use crate::model::rulers::Criterion;
use crate::model::rulers::Scorecard;
use crate::model::short::Short;
use crate::model::text::Text;
use crate::render::route::TERM_TEMPLATES;
use crate::render::route::Taxonomy;
use crate::render::scope::Scope;
use crate::render::theme::value;
use crate::render::view::parts::Link;
use crate::render::view::tags::PartOfList;

/// One dossier.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Facts<'a> {
    /// Its name.
    pub name: &'a str,
    /// Other names it goes by.
    pub aliases: &'a [String],
    /// 行业, leading to its page or to the accounts that share it.
    pub industry: Link,
    /// 区域, leading to the accounts that share it.
    pub region: Option<Link>,
    /// 标签.
    pub tags: &'a [String],
    /// 客户经理, by name.
    pub owner: &'a str,
    /// First day of the relation.
    pub since: Option<String>,
    /// Heads.
    pub employees: Option<i64>,
    /// Its scorecards, in the order of their ids.
    pub scorecards: Vec<Card<'a>>,
    /// Revenue by period, as written.
    pub revenue: Vec<Period>,
    /// 竞争对手, as written.
    pub rivals: Vec<Link>,
    /// The buying centre, as written.
    pub contacts: Vec<Contact<'a>>,
    /// 行动, as written.
    pub actions: Vec<Action<'a>>,
    /// The free `extra:` map.
    pub extra: Free<'a>,
}

/// One scorecard.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Card<'a> {
    /// The model's id.
    pub id: &'a str,
    /// The model's name.
    pub name: &'a str,
    /// Every criterion, in the model's order.
    pub terms: Vec<Made<Term<'static>>>,
    /// Weighted points; `None` if nothing is rated.
    pub points: Option<i64>,
    /// The index, 0..=100 with one decimal.
    pub index: Option<String>,
    /// The total somebody wrote down, in points.
    pub stated: Option<String>,
}

/// A view that was made once and is shared by the pages.
#[derive(Debug, Clone, PartialEq)]
pub struct Made<T>(Value, PhantomData<T>);

impl<T> Made<T> {
    fn of(view: &impl Serialize) -> Result<Made<T>, String> {
        Ok(Made(value(view)?, PhantomData))
    }
}

impl<T> Serialize for Made<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<T: JsonSchema> JsonSchema for Made<T> {
    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

/// What a criterion with a rating looks like, for every scorecard of a book: few of them, on many pages. Each is made when
/// the first page asks for it.
#[derive(Debug, Default)]
pub struct Terms(BTreeMap<(Lang, Id), Vec<Ratings>>);

/// One criterion: not rated, then the ratings of the scale in order.
type Ratings = Vec<OnceLock<Result<Made<Term<'static>>, String>>>;

/// Longest scale whose ratings are kept.
const MAX_RATINGS: i64 = 100;

impl Terms {
    /// Room for them all.
    pub fn of(book: &Book) -> Terms {
        let mut terms = BTreeMap::new();
        for (id, model) in &book.rulers.scorecards {
            let span = model.max.checked_sub(model.min).unwrap_or(i64::MAX);
            if model.step < 1 || span / model.step > MAX_RATINGS {
                continue;
            }
            let n_ratings = usize::try_from(span / model.step).map_or(0, |n| n + 2);
            let n_criteria = model.groups.iter().flat_map(|group| &group.criteria).count();
            for lang in [Lang::Zh, Lang::En] {
                let ratings = || (0..n_ratings).map(|_| OnceLock::new()).collect();
                let criteria = (0..n_criteria).map(|_| ratings()).collect();
                terms.insert((lang, id.clone()), criteria);
            }
        }
        Terms(terms)
    }

    /// The ratings of each criterion of a scorecard.
    fn of_card(&self, lang: Lang, id: &Id) -> &[Ratings] {
        let found = self.0.get(&(lang, id.clone()));
        found.map(Vec::as_slice).unwrap_or_default()
    }
}

/// One criterion.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Term<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its name in the other language, where it has one.
    pub other_name: Option<&'a str>,
    /// Its weight.
    pub weight: i64,
    /// The rating; `None` is not rated.
    pub rating: Option<i64>,
    /// What it adds to the index, with one decimal.
    pub adds: Option<String>,
    /// What `term-row.html` makes of it, in a theme that has one.
    #[schemars(with = "Option<String>")]
    pub row: Option<Value>,
    /// What `term-bar.html` makes of it, in a theme that has one.
    #[schemars(with = "Option<String>")]
    pub bar: Option<Value>,
}

/// What one period brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Period {
    /// The period.
    pub period: String,
    /// 收入. Unit: base units of the book's currency.
    pub amount: Option<String>,
}

/// One contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Contact<'a> {
    /// Role or initials.
    pub label: &'a str,
    /// 职务.
    pub title: Option<&'a str>,
}

/// One action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Action<'a> {
    /// What is to be done.
    pub text: &'a str,
    /// By when.
    pub due: Option<String>,
    /// When it was done.
    pub done: Option<String>,
}

/// A free map as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Free<'a> {
    map: &'a Few<Short, Extra>,
    /// The keys that are asked for; `None` for all.
    asked: Option<&'a BTreeSet<String>>,
}

impl<'a> Free<'a> {
    /// The whole of it.
    fn whole(map: &'a Few<Short, Extra>) -> Free<'a> {
        Free { map, asked: None }
    }
}

impl JsonSchema for Free<'_> {
    fn schema_name() -> Cow<'static, str> {
        Cow::Borrowed("Free")
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({
            "type": "object",
            "description": "The free `extra:` map as written: texts, lists and maps.",
            "additionalProperties": true,
        })
    }
}

/// One value of it.
struct FreeValue<'a>(&'a Extra);

impl Serialize for Free<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let is_asked = |key: &Short| self.asked.is_none_or(|asked| asked.contains(key.as_str()));
        let entries = self.map.iter().filter(|(key, _)| is_asked(key));
        serializer.collect_map(entries.map(|(key, value)| (key.as_str(), FreeValue(value))))
    }
}

impl Serialize for FreeValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Extra::Null => serializer.serialize_none(),
            Extra::Text(text) => serializer.serialize_str(text.as_str()),
            Extra::List(items) => serializer.collect_seq(items.iter().map(FreeValue)),
            Extra::Map(map) => Free::whole(map).serialize(serializer),
        }
    }
}

/// Accounts in a row each, and which part of a long list they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlainList<'a> {
    /// The accounts, the highest value first.
    pub accounts: Vec<PlainRow<'a>>,
    /// Which part this is.
    pub part: PartOfList,
}

/// One account in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlainRow<'a> {
    /// Its name.
    pub name: &'a str,
    /// To its page, if the theme makes one.
    pub href: Option<String>,
    /// 行业.
    pub industry: &'a str,
    /// 区域.
    pub region: Option<&'a str>,
    /// 客户价值, or the index of the first scorecard in a book without a value model; one decimal.
    pub value: Option<String>,
    /// The free `extra:` map, or as much of it as the template asks for.
    pub extra: Free<'a>,
}

/// Views one dossier; `None` if it is not in the book.
///
/// # Errors
/// What the template engine says of a term.
pub fn view<'a>(scope: Scope<'a>, id: &Id) -> Result<Option<Facts<'a>>, String> {
    let Some(page) = scope.book().accounts.get(id) else {
        return Ok(None);
    };
    let account = &page.data;
    let actions = account.actions.iter().map(|action| Action {
        text: action.text.get(scope.lang),
        due: action.due.map(|day| day.to_string()),
        done: action.done.map(|day| day.to_string()),
    });
    let contacts = account.contacts.iter().map(|contact| Contact {
        label: contact.label.get(scope.lang),
        title: contact.title.as_ref().map(|title| title.get(scope.lang)),
    });
    let revenue = account.financials.iter().map(|row| Period {
        period: row.period.value.to_string(),
        amount: row.revenue.as_ref().map(|amount| amount.fixed(2)),
    });
    Ok(Some(Facts {
        name: account.name.get(scope.lang),
        aliases: &account.aliases,
        industry: scope.industry(&account.industry.value),
        region: account.region.as_ref().map(|region| Link {
            text: region.clone(),
            href: scope.listing(Taxonomy::Region, region),
        }),
        tags: &account.tags,
        owner: owner(scope, account),
        since: account.since.map(|day| day.to_string()),
        employees: account.profile.as_ref().and_then(|profile| profile.employees),
        scorecards: cards(scope, account)?,
        revenue: revenue.collect(),
        rivals: account
            .competitors
            .iter()
            .map(|rival| scope.player(&rival.reference.value, None))
            .collect(),
        contacts: contacts.collect(),
        actions: actions.collect(),
        extra: Free::whole(&page.extra),
    }))
}

fn owner<'a>(scope: Scope<'a>, account: &'a Account) -> &'a str {
    let id = &account.owner.value;
    let person = scope.book().people.get(id);
    person.map_or_else(|| id.as_str(), |person| person.name.get(scope.lang))
}

fn cards<'a>(scope: Scope<'a>, account: &Account) -> Result<Vec<Card<'a>>, String> {
    let Some(assessed) = scope.assessed(&account.id) else {
        return Ok(Vec::new());
    };
    let models = &scope.book().rulers.scorecards;
    let results = assessed.own.scorecards.iter();
    results
        .filter_map(|(id, result)| {
            let (model, sheet) = (models.get(id)?, account.scores.get(id)?);
            Some(card(scope, id, (model, sheet), result))
        })
        .collect()
}

fn card<'a>(
    scope: Scope<'a>,
    id: &'a Id,
    (model, sheet): (&'a Scorecard, &ScoreSheet),
    result: &ScorecardResult,
) -> Result<Card<'a>, String> {
    let criteria = model.groups.iter().flat_map(|group| &group.criteria);
    let kept = scope.shared.terms.of_card(scope.lang, id);
    let room = |n: usize, rating: Option<i64>| {
        let place = match rating {
            // One that is not on the scale has no room.
            Some(rating) if (rating - model.min).checked_rem(model.step)? != 0 => return None,
            Some(rating) => usize::try_from((rating - model.min).checked_div(model.step)?).ok()? + 1,
            None => 0,
        };
        kept.get(n)?.get(place)
    };
    let terms = criteria.enumerate().map(|(n, criterion)| {
        let rating = rating(sheet, criterion);
        let made = || made(scope, model, (n, criterion), rating);
        match room(n, rating) {
            Some(room) => room.get_or_init(made).clone(),
            None => made(),
        }
    });
    Ok(Card {
        id: id.as_str(),
        name: model.name.get(scope.lang),
        terms: terms.collect::<Result<_, _>>()?,
        points: result.points,
        index: result.index.as_ref().map(|index| index.fixed(1)),
        stated: result.stated.as_ref().map(|stated| stated.points.short(4)),
    })
}

/// A criterion with a rating, and what the theme makes of it.
fn made(
    scope: Scope<'_>,
    model: &Scorecard,
    (n, criterion): (usize, &Criterion),
    rating: Option<i64>,
) -> Result<Made<Term<'static>>, String> {
    let mut term = Term {
        name: criterion.name.get(scope.lang),
        other_name: other(&criterion.name, scope.lang),
        weight: criterion.weight,
        rating,
        adds: rating.and_then(|rating| adds(model, criterion.weight, rating)),
        row: None,
        bar: None,
    };
    let theme = &scope.shared.theme;
    let [row, bar] = TERM_TEMPLATES.map(|template| {
        if !theme.has(template) {
            return Ok(None);
        }
        let mut context = Context::new();
        context.insert_value("term", value(&term)?);
        context.insert_value("number", Value::from(n + 1));
        if let Some(wall) = scope.shared.walls.get(&scope.lang) {
            context.insert_value("words", wall.words.clone());
        }
        let html = theme.render(template, &context)?;
        Ok::<_, String>(Some(Value::safe_string(&html)))
    });
    (term.row, term.bar) = (row?, bar?);
    Made::of(&term)
}

/// 100 · w·(s − min) / (W·(max − min)), over all weights.
fn adds(model: &Scorecard, weight: i64, rating: i64) -> Option<String> {
    let criteria = model.groups.iter().flat_map(|group| &group.criteria);
    let weights: i64 = criteria.map(|criterion| criterion.weight).sum();
    let most = weights.checked_mul(model.max.checked_sub(model.min)?)?;
    let points = weight.checked_mul(rating.checked_sub(model.min)?)?;
    Some(Exact::ratio(points.checked_mul(100)?, most)?.fixed(1))
}

fn other(name: &Text, lang: Lang) -> Option<&str> {
    let shown = name.get(lang);
    name.by_language().find(|name| *name != shown)
}

/// Every account, the highest value first, as the template wants them.
pub fn ranked<'a>(scope: Scope<'a>, template: &str) -> Vec<PlainRow<'a>> {
    plain_rows(scope, &scope.shared.crossings.ranking, template)
}

/// A row each, as the template wants them.
pub fn plain_rows<'a>(scope: Scope<'a>, ids: &[Id], template: &str) -> Vec<PlainRow<'a>> {
    let asked = scope.shared.theme.free_keys(template);
    ids.iter().filter_map(|id| row(scope, id, asked)).collect()
}

/// One account's row, with these keys of its free map; with all of them for `None`.
pub fn row<'a>(scope: Scope<'a>, id: &Id, asked: Option<&'a BTreeSet<String>>) -> Option<PlainRow<'a>> {
    let page = scope.book().accounts.get(id)?;
    let account = &page.data;
    let own = scope.assessed(id).map(|assessed| &assessed.own);
    let value = match &scope.book().rulers.value {
        Some(_) => own.and_then(|own| own.value.as_ref()?.value.as_ref()),
        None => own.and_then(|own| own.scorecards.values().next()?.index.as_ref()),
    };
    let industry = &account.industry.value;
    Some(PlainRow {
        name: account.name.get(scope.lang),
        href: scope.account(id).href,
        industry: scope
            .book()
            .industries
            .get(industry)
            .map_or_else(|| industry.as_str(), |page| page.data.name.get(scope.lang)),
        region: account.region.as_deref(),
        value: value.map(|value| value.fixed(1)),
        extra: Free {
            map: &page.extra,
            asked,
        },
    })
}
