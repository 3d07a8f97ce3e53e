//! What a page may ask while its view is made: names, links, amounts, in its language and from where it stands.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::OnceLock;

use jiff::civil::Date;

use crate::content::layout;
use crate::content::layout::Role;
use crate::content::markdown;
use crate::content::markdown::Surroundings;
use crate::diag::Finding;
use crate::diag::Lang;
use crate::engine::Assessment;
use crate::engine::assessment::AccountAssessment;
use crate::engine::assessment::Tier;
use crate::engine::assessment::ValueResult;
use crate::model::account::Account;
use crate::model::account::Claim;
use crate::model::book::Body;
use crate::model::book::Book;
use crate::model::book::LinkTarget;
use crate::model::book::PageKind;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::markdown::Changed;
use crate::model::placed::Placed;
use crate::model::rulers::Classifier;
use crate::model::text::Text;
use crate::render::crossing::Crossings;
use crate::render::crossing::FindingsOf;
use crate::render::crossing::Ranked;
use crate::render::figures;
use crate::render::format;
use crate::render::format::MoneyScale;
use crate::render::model_pages::ModelPages;
use crate::render::route::Route;
use crate::render::route::Taxonomy;
use crate::render::route::relative;
use crate::render::rows::Rows;
use crate::render::theme::Theme;
use crate::render::view::facts::Terms;
use crate::render::view::parts::ClaimRow;
use crate::render::view::parts::FindingRow;
use crate::render::view::parts::Interval;
use crate::render::view::parts::Link;
use crate::render::view::parts::Names;
use crate::render::view::parts::Seal;
use crate::render::view::parts::Shown;
use crate::render::words;

/// What every page of a site shares.
pub struct Shared {
    /// The book.
    pub book: Arc<Book>,
    /// What the engine says of it.
    pub assessment: Arc<Assessment>,
    /// Every finding, in order.
    pub findings: Arc<Vec<Finding>>,
    /// The theme.
    pub theme: Arc<Theme>,
    /// The site's commit.
    pub commit: Option<String>,
    /// True if `data/book.json` is part of the site.
    pub has_export: bool,
    /// What leads from one thing to others.
    pub crossings: Arc<Crossings>,
    /// Accounts in the order of [`Crossings::ranking`], with what was computed of them.
    pub ranked: Arc<Vec<Ranked>>,
    /// Positions in the list of findings, by file.
    pub findings_of: FindingsOf,
    /// Pages below `models/`.
    pub models: Arc<ModelPages>,
    /// What the criteria of its scorecards look like.
    pub terms: Arc<Terms>,
    /// Rows of the list of accounts.
    pub rows: Arc<Rows>,
    /// Words and navigation of each language, ready for templates.
    pub walls: Arc<BTreeMap<Lang, Wall>>,
    /// A text that changed after the book was read, once one is met on the way to a site that is made once.
    pub changed: OnceLock<Changed>,
}

/// What stands on every page of a language.
pub struct Wall {
    /// The words of the interface.
    pub words: tera::Value,
    /// The navigation.
    pub nav: tera::Value,
}

/// One page while it is made.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    /// What it shares with the others.
    pub shared: &'a Shared,
    /// Its language.
    pub lang: Lang,
    /// Its path from the site's root.
    pub path: &'a str,
}

impl<'a> Scope<'a> {
    /// The book.
    pub fn book(self) -> &'a Book {
        &self.shared.book
    }

    /// A word of the interface.
    pub fn say(self, key: &'static str) -> String {
        words::say(self.lang, key).to_owned()
    }

    /// One of two sentences.
    pub fn pick(self, zh: impl Into<String>, en: impl Into<String>) -> String {
        match self.lang {
            Lang::Zh => zh.into(),
            Lang::En => en.into(),
        }
    }

    /// A text of the book.
    pub fn text(self, text: &Text) -> String {
        text.get(self.lang).to_owned()
    }

    /// A text of the book, empty where there is none.
    pub fn text_or_empty(self, text: Option<&Text>) -> String {
        text.map(|text| self.text(text)).unwrap_or_default()
    }

    /// Relative link to another page in the same language; to the first page where the theme does not make it.
    pub fn href(self, route: &Route) -> String {
        let route = if self.shared.theme.makes(route) {
            route
        } else {
            &Route::Home
        };
        relative(
            self.path,
            &route.path(self.lang, self.book().settings.first_language()),
        )
    }

    /// Relative link to another page in the same language, if the theme makes it.
    pub fn lead(self, route: &Route) -> Option<String> {
        self.shared.theme.makes(route).then(|| self.href(route))
    }

    /// Relative link to a file of the site, by its path from the root.
    pub fn file_href(self, file: &str) -> String {
        relative(self.path, file)
    }

    /// An account's name, leading to its page.
    pub fn account(self, id: &Id) -> Link {
        match self.book().accounts.get(id) {
            Some(page) => self.page(PageKind::Account, id, &page.data.name),
            None => Link::plain(id.as_str()),
        }
    }

    /// Several accounts.
    pub fn accounts(self, ids: &[Id]) -> Vec<Link> {
        ids.iter().map(|id| self.account(id)).collect()
    }

    /// The first `most` of several accounts, and how many more there are.
    pub fn first_accounts(self, ids: &[&Id], most: usize) -> Names {
        let n_more = ids.len().saturating_sub(most);
        Names {
            n: ids.len(),
            shown: ids.iter().take(most).map(|id| self.account(id)).collect(),
            rest: if n_more > 0 {
                self.pick(format!("另有 {n_more} 家"), format!("and {n_more} more"))
            } else {
                String::new()
            },
        }
    }

    /// An industry's name, leading to its page.
    pub fn industry(self, id: &Id) -> Link {
        match self.book().industries.get(id) {
            Some(page) => Link {
                text: self.text(&page.data.name),
                href: self
                    .lead(&Route::One(PageKind::Industry, id.clone()))
                    .or_else(|| self.listing(Taxonomy::Industry, id.as_str())),
            },
            None => Link::plain(id.as_str()),
        }
    }

    /// Relative link to the accounts that share a value, if they are listed.
    pub fn listing(self, taxonomy: Taxonomy, value: &str) -> Option<String> {
        let slug = self.shared.crossings.slug(taxonomy, value)?;
        self.lead(&Route::Tag(taxonomy, slug.to_owned(), 1))
    }

    /// A name, leading to its page.
    pub fn page(self, kind: PageKind, id: &Id, name: &Text) -> Link {
        Link {
            text: self.text(name),
            href: self.lead(&Route::One(kind, id.clone())),
        }
    }

    /// A competitor or organisation, leading to the page that is about it.
    pub fn player(self, id: &Id, own_name: Option<&Text>) -> Link {
        let book = self.book();
        let crossings = &self.shared.crossings;
        let competitor = book.competitors.get_key_value(id).or_else(|| {
            crossings
                .competitor_of
                .get(id)
                .and_then(|id| book.competitors.get_key_value(id))
        });
        if let Some((key, page)) = competitor {
            let name = own_name.unwrap_or(&page.data.name);
            return self.page(PageKind::Competitor, key, name);
        }
        let organisation = book.organisations.get(id).map(|organisation| &organisation.name);
        if let Some(account) = crossings.account_of.get(id) {
            let link = self.account(account);
            let name = own_name.or(organisation);
            return Link {
                text: name.map_or(link.text, |name| self.text(name)),
                href: link.href,
            };
        }
        if book.accounts.contains_key(id) {
            return self.account(id);
        }
        let name = own_name.or(organisation);
        Link::plain(name.map_or_else(|| id.to_string(), |name| self.text(name)))
    }

    /// One of ours, by name.
    pub fn person(self, id: &Id) -> String {
        let person = self.book().people.get(id);
        person.map_or_else(|| id.to_string(), |person| self.text(&person.name))
    }

    /// Several of ours, by name.
    pub fn people(self, ids: impl Iterator<Item = &'a Id>) -> String {
        let names: Vec<String> = ids.map(|id| self.person(id)).collect();
        format::joined(&names, self.lang)
    }

    /// A free id as a label of the book, else as written.
    pub fn label(self, id: &Id) -> String {
        let label = self.book().labels.get(id);
        let text = label.and_then(|label| match self.lang {
            Lang::Zh => label.zh.as_ref().or(label.en.as_ref()),
            Lang::En => label.en.as_ref().or(label.zh.as_ref()),
        });
        text.map_or_else(|| id.to_string(), Clone::clone)
    }

    /// An amount in the scale that suits it, the exact amount as its title.
    pub fn money(self, amount: &Exact) -> Shown {
        let currency = &self.book().settings.currency;
        Shown::titled(
            format::money(amount, currency, self.lang),
            format::money_in_full(amount, currency),
        )
    }

    /// The scale in which a column of amounts reads well.
    pub fn money_scale<'b>(self, amounts: impl Iterator<Item = &'b Exact>) -> MoneyScale {
        let largest = amounts.map(Exact::abs).max().unwrap_or(Exact::ZERO);
        MoneyScale::of(&largest, &self.book().settings.currency, self.lang)
    }

    /// An amount that may be unknown.
    pub fn known_money(self, amount: Option<&Exact>) -> Shown {
        amount.map_or_else(|| Shown::plain(format::UNKNOWN), |amount| self.money(amount))
    }

    /// A fraction of 1 as percent, or the sign for unknown.
    pub fn percent(self, fraction: Option<&Exact>, places: u32) -> String {
        fraction.map_or_else(
            || format::UNKNOWN.to_owned(),
            |fraction| format::percent(fraction, places),
        )
    }

    /// A day, empty where there is none.
    pub fn day(self, day: Option<Date>) -> String {
        day.map(|day| day.to_string()).unwrap_or_default()
    }

    /// A number or the sign for unknown.
    pub fn number(self, value: Option<&Exact>, places: u32) -> String {
        value.map_or_else(
            || format::UNKNOWN.to_owned(),
            |value| format::number(value, places),
        )
    }

    /// A number with fixed decimals or the sign for unknown.
    pub fn fixed(self, value: Option<&Exact>, places: u32) -> String {
        value.map_or_else(
            || format::UNKNOWN.to_owned(),
            |value| format::fixed(value, places),
        )
    }

    /// A whole number or the sign for unknown.
    pub fn whole(self, value: Option<impl Into<i64>>) -> String {
        value.map_or_else(
            || format::UNKNOWN.to_owned(),
            |value| format::grouped(&Exact::from(value.into()), 0),
        )
    }

    /// A claim of a dossier or page.
    pub fn claim(self, claim: &Claim) -> ClaimRow {
        let Claim {
            text,
            source,
            date,
            at: _,
        } = claim;
        ClaimRow {
            text: self.text(text),
            source: source.clone().unwrap_or_default(),
            date: self.day(*date),
            account: None,
        }
    }

    /// What the engine says of an account.
    pub fn assessed(self, id: &Id) -> Option<&'a AccountAssessment> {
        self.shared.assessment.accounts.get(id).map(Arc::as_ref)
    }

    /// An account's dossier.
    pub fn dossier(self, id: &Id) -> Option<&'a Account> {
        self.shared.book.accounts.get(id).map(|page| &page.data)
    }

    /// What a tier is called.
    pub fn tier_label(self, tier: &Tier) -> String {
        match tier {
            Tier::Ineligible => self.pick("不合格", "Ineligible"),
            Tier::Insufficient => self.pick("依据不足", "Too little known"),
            Tier::Level(id) => self
                .levels()
                .find(|(level, _)| level == id)
                .map_or_else(|| id.to_string(), |(_, name)| self.text(&name)),
        }
    }

    /// What a classifier is called.
    pub fn classifier_label(self, classifier: &Classifier) -> String {
        classifier
            .name
            .as_ref()
            .map_or_else(|| self.label(&classifier.id.value), |name| self.text(name))
    }

    /// The name of a level, by id.
    pub fn level_label(self, id: &Id) -> String {
        self.tier_label(&Tier::Level(id.clone()))
    }

    fn levels(self) -> impl Iterator<Item = (Id, Text)> + 'a {
        let model = self.shared.book.rulers.value.as_ref();
        model
            .into_iter()
            .flat_map(|model| &model.tiers.levels)
            .map(|level| (level.id.value.clone(), level.name.clone()))
    }

    /// The seal of an account's effective tier; empty without a value model.
    pub fn seal(self, id: &Id) -> Seal {
        let Some(tier) = self.assessed(id).and_then(|account| account.tier.as_ref()) else {
            return Seal::default();
        };
        let n_levels = self.levels().count();
        let rank = match &tier.effective {
            Tier::Level(id) => self
                .levels()
                .position(|(level, _)| level == *id)
                .unwrap_or(n_levels),
            Tier::Insufficient => n_levels,
            Tier::Ineligible => n_levels + 1,
        };
        Seal {
            word: tier.effective.word().to_owned(),
            label: self.tier_label(&tier.effective),
            mark: figures::seal_mark(self, tier),
            svg: String::new(),
            is_near: tier.near_boundary,
            is_override: tier.over.as_ref().is_some_and(|over| over.live) && tier.effective != tier.computed,
            rank,
        }
    }

    /// The seal of an account with its stamp drawn.
    pub fn stamped(self, id: &Id) -> Seal {
        let tier = self.assessed(id).and_then(|account| account.tier.as_ref());
        Seal {
            svg: tier.map(|tier| figures::seal(self, tier)).unwrap_or_default(),
            ..self.seal(id)
        }
    }

    /// The range an account's value may still take.
    pub fn interval(self, value: &ValueResult) -> Interval {
        let x = |value: &Exact| format!("{:.1}", value.to_f64().clamp(0.0, 120.0));
        Interval {
            low: format::fixed(&value.low, 1),
            high: format::fixed(&value.high, 1),
            x_low: x(&value.low),
            width: x(&(&value.high - &value.low)),
            x: value.value.as_ref().map(x),
            is_exact: value.low == value.high,
        }
    }

    /// The findings of one file.
    pub fn findings_of(self, file: &str) -> Vec<FindingRow> {
        let positions = self.shared.findings_of.get(file);
        positions
            .into_iter()
            .flatten()
            .filter_map(|idx| self.shared.findings.get(*idx))
            .map(|finding| self.finding(finding))
            .collect()
    }

    /// One finding.
    pub fn finding(self, finding: &Finding) -> FindingRow {
        let Finding {
            code,
            place,
            field,
            message,
            hint,
        } = finding;
        FindingRow {
            severity: finding.severity().word().to_owned(),
            code: code.word().to_owned(),
            file: place.file.to_string(),
            line: Some(place.at.line).filter(|line| *line > 0),
            field: field.clone(),
            message: message.get(self.lang).to_owned(),
            hint: hint.get(self.lang).to_owned(),
            page: self.page_of(&place.file).and_then(|route| self.lead(&route)),
        }
    }

    /// The page made from a file of the book.
    fn page_of(self, file: &str) -> Option<Route> {
        let Role::Thing { kind, stem, .. } = layout::role(file) else {
            return None;
        };
        let id = Id::new(&stem)?;
        let its = self.file_of(kind, &id)?;
        let has_page = kind != PageKind::Model || self.has_page(kind, &id);
        (**its == *file).then_some(match has_page {
            true => Route::One(kind, id),
            false => Route::List(kind),
        })
    }

    /// The file a thing of the book was read from.
    pub fn file_of(self, kind: PageKind, id: &Id) -> Option<&'a Arc<str>> {
        let book = self.book();
        Some(match kind {
            PageKind::Account => &book.accounts.get(id)?.file,
            PageKind::Industry => &book.industries.get(id)?.file,
            PageKind::Competitor => &book.competitors.get(id)?.file,
            PageKind::Composition => &book.compositions.get(id)?.file,
            PageKind::Landscape => &book.landscapes.get(id)?.file,
            PageKind::Playbook => &book.playbook.get(id)?.file,
            PageKind::Case => &book.cases.get(id)?.file,
            PageKind::Model => book.model_files.get(id)?,
        })
    }
}

impl Scope<'_> {
    /// True if the site has a page for a thing.
    pub fn has_page(self, kind: PageKind, id: &Id) -> bool {
        let book = self.book();
        match kind {
            PageKind::Account => book.accounts.contains_key(id),
            PageKind::Industry => book.industries.contains_key(id),
            PageKind::Competitor => book.competitors.contains_key(id),
            PageKind::Composition => book.compositions.contains_key(id),
            PageKind::Landscape => book.landscapes.contains_key(id),
            PageKind::Playbook => book.playbook.contains_key(id),
            PageKind::Case => book.cases.contains_key(id),
            PageKind::Model => self.shared.models.contains_key(id),
        }
    }

    /// True if the site lists things of a kind.
    pub fn has_list(self, kind: PageKind) -> bool {
        let book = self.book();
        match kind {
            PageKind::Account | PageKind::Model => true,
            PageKind::Industry => !book.industries.is_empty(),
            PageKind::Competitor => !book.competitors.is_empty(),
            PageKind::Composition => !book.compositions.is_empty(),
            PageKind::Landscape => !book.landscapes.is_empty(),
            PageKind::Playbook => !book.playbook.is_empty(),
            PageKind::Case => !book.cases.is_empty(),
        }
    }

    /// The text of a page as HTML, its links leading from here; `own` is what the page is about.
    pub fn body(self, own: (PageKind, &Id), body: &Body) -> String {
        let html = markdown::html(body, &Standing { scope: self, own });
        self.said_if_changed(html).unwrap_or_else(|| {
            let gone = self.pick(
                "这段文字在预览读它之前改了；文件没有错误时会再显示。",
                "This text changed before the preview had read it; it shows again once its file holds no error.",
            );
            format!("<p><em>{gone}</em></p>\n")
        })
    }

    /// What was made of a text. Where that is not any more what the book was read from, nothing of the site may be used; a
    /// preview goes on without the text, as the next state of the book is on its way.
    pub fn said_if_changed<T>(self, made: Result<T, Changed>) -> Option<T> {
        let is_preview = self.shared.rows.is_keeping();
        made.map_err(|changed| {
            if !is_preview {
                self.shared.changed.get_or_init(|| changed);
            }
        })
        .ok()
    }
}

/// A text on the page it stands on.
struct Standing<'a, 'b> {
    scope: Scope<'a>,
    own: (PageKind, &'b Id),
}

impl Surroundings for Standing<'_, '_> {
    fn href(&self, target: &LinkTarget) -> String {
        match target {
            LinkTarget::Page(kind, id, anchor) => {
                let route = if self.scope.has_page(*kind, id) {
                    Route::One(*kind, id.clone())
                } else {
                    Route::List(*kind)
                };
                let page = self.scope.lead(&route);
                match (page, anchor) {
                    (Some(page), Some(anchor)) => format!("{page}#{anchor}"),
                    (page, _) => page.unwrap_or_default(),
                }
            }
            LinkTarget::Static(path) | LinkTarget::Attachment(path) => self.scope.file_href(path),
            LinkTarget::Anchor(anchor) => format!("#{anchor}"),
            LinkTarget::Outside => String::new(),
        }
    }

    fn chart(&self, placed: &Placed) -> String {
        figures::placed(self.scope, self.own, placed)
    }
}
