//! A whole book: settings, rulers, dossiers and their texts.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::diag::At;
use crate::diag::Finding;
use crate::diag::Lang;
use crate::model::account::Account;
use crate::model::account::words_enum;
use crate::model::competitor::Competitor;
use crate::model::composition::Composition;
use crate::model::date::AsOf;
use crate::model::few::Few;
use crate::model::headings::Headings;
use crate::model::id::Id;
use crate::model::industry::Industry;
use crate::model::landscape::Landscape;
use crate::model::ledger::Ledgers;
use crate::model::markdown::Markdown;
use crate::model::placed::Placed;
use crate::model::playbook::Case;
use crate::model::playbook::PlaybookPage;
use crate::model::rulers::Rulers;
use crate::model::short::Short;
use crate::model::text::Text;

/// A book that may be published: everything read, everything checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Book {
    /// `book.yaml`.
    pub settings: Settings,
    /// The day it is read for.
    pub as_of: AsOf,
    /// `models/`.
    pub rulers: Rulers,
    /// `accounts/`, drafts left out unless asked for.
    pub accounts: BTreeMap<Id, Arc<Page<Account>>>,
    /// `industries/`.
    pub industries: BTreeMap<Id, Arc<Page<Industry>>>,
    /// `competitors/`.
    pub competitors: BTreeMap<Id, Arc<Page<Competitor>>>,
    /// `compositions/`.
    pub compositions: BTreeMap<Id, Arc<Sheet<Composition>>>,
    /// `landscapes/`.
    pub landscapes: BTreeMap<Id, Arc<Sheet<Landscape>>>,
    /// `playbook/`.
    pub playbook: BTreeMap<Id, Arc<Page<PlaybookPage>>>,
    /// `cases/`.
    pub cases: BTreeMap<Id, Arc<Page<Case>>>,
    /// `ledgers/`, summed up.
    pub ledgers: Arc<Ledgers>,
    /// `people.yaml`.
    pub people: BTreeMap<Id, Person>,
    /// `organisations.yaml`.
    pub organisations: BTreeMap<Id, Organisation>,
    /// `labels.yaml`.
    pub labels: BTreeMap<Id, Label>,
    /// Files of `models/` by stem, for findings and pages.
    pub model_files: BTreeMap<Id, Arc<str>>,
}

/// A thing read from a Markdown file, with its text.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T> {
    /// Path from the book's root: `content/accounts/north-bank.md`.
    pub file: Arc<str>,
    /// What the front matter says.
    pub data: T,
    /// The text below it.
    pub body: Body,
    /// The free `extra:` map, for themes.
    pub extra: Few<Short, Extra>,
    /// True if it is a draft.
    pub is_draft: bool,
}

/// A thing read from a YAML file.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet<T> {
    /// Path from the book's root.
    pub file: Arc<str>,
    /// What it says.
    pub data: T,
    /// The free `extra:` map, for themes.
    pub extra: Few<Short, Extra>,
}

/// A free value of an `extra:` map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extra {
    /// Nothing.
    Null,
    /// A scalar, as written.
    Text(Short),
    /// A list.
    List(Box<[Extra]>),
    /// A map.
    Map(Few<Short, Extra>),
}

/// The Markdown below the front matter, and what is known of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Body {
    /// The Markdown text.
    pub markdown: Markdown,
    /// Line of the file on which it begins, from 1.
    pub first_line: u32,
    /// Its headings, in order, ids unique in the text.
    pub headings: Headings,
    /// Its links to files of the book and to anchors, resolved when the book was checked.
    pub links: Few<String, LinkTarget>,
    /// Charts and tables placed in it, in order; `None` where a block could not be read.
    pub placed: Box<[Option<Placed>]>,
    /// What looks like a slip of the pen in it, and in the names of a dossier above it; said once the book is joined.
    pub slips: Box<[Finding]>,
}

/// A heading of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1..=6.
    pub level: u8,
    /// Anchor, Chinese kept.
    pub id: String,
    /// Its words without markup.
    pub text: String,
}

/// Where a link in a text leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// To a page of the site, with an anchor or none.
    Page(PageKind, Id, Option<String>),
    /// To a file of `content/static/`, by its path there.
    Static(String),
    /// To a file beside the dossier, by its path from `content/`.
    Attachment(String),
    /// Within the text.
    Anchor(String),
    /// Out of the site.
    Outside,
}

words_enum! {
    /// What a page of the book is about.
    PageKind {
        Account = "accounts", "客户", "Accounts";
        Industry = "industries", "行业", "Industries";
        Competitor = "competitors", "竞争对手", "Competitors";
        Composition = "compositions", "构成", "Compositions";
        Landscape = "landscapes", "竞争格局", "Landscapes";
        Playbook = "playbook", "方法", "Playbook";
        Case = "cases", "案例", "Cases";
        Model = "models", "模型", "Models";
    }
}

/// `book.yaml`.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// 书名.
    pub title: Text,
    /// First is the default; never empty.
    pub languages: Vec<Lang>,
    /// ISO 4217.
    pub currency: String,
    /// The day given in the file.
    pub as_of: Option<Date>,
    /// The ledgers' year, in months, from 1. Default 12.
    pub window_months: u32,
    /// Start of the Changes page.
    pub last_review: Option<Date>,
    /// Account fields that get listing pages.
    pub taxonomies: Vec<String>,
    /// Days by field; a missing key never goes stale.
    pub max_age_days: BTreeMap<String, i64>,
    /// Audiences by id. Until they are built, the book is published in full and says so.
    pub audiences: BTreeMap<Id, Text>,
    /// Ledger columns named otherwise: file → ours → theirs.
    pub ledger_columns: BTreeMap<String, BTreeMap<String, String>>,
    /// The theme in use. Default `paper`.
    pub theme: String,
    /// Where the site will stand, for the few links that need it.
    pub base_url: Option<String>,
    /// Link to edit a file at the forge, `{path}` standing for the file.
    pub edit_url: Option<String>,
}

/// A dossier that changed: its id, and what it was.
pub type Edited<'a> = (&'a Id, &'a Arc<Page<Account>>);

impl Book {
    /// True if everything but the accounts is what it is in another book. Pages count as the same where they are shared.
    pub fn is_same_beside_accounts(&self, other: &Book) -> bool {
        fn shared<T>(here: &BTreeMap<Id, Arc<T>>, there: &BTreeMap<Id, Arc<T>>) -> bool {
            here.len() == there.len()
                && here
                    .values()
                    .zip(there.values())
                    .all(|(here, there)| Arc::ptr_eq(here, there))
        }
        let Book {
            settings,
            as_of,
            rulers,
            accounts: _,
            industries,
            competitors,
            compositions,
            landscapes,
            playbook,
            cases,
            ledgers,
            people,
            organisations,
            labels,
            model_files,
        } = self;
        shared(industries, &other.industries)
            && shared(competitors, &other.competitors)
            && shared(compositions, &other.compositions)
            && shared(landscapes, &other.landscapes)
            && shared(playbook, &other.playbook)
            && shared(cases, &other.cases)
            && *as_of == other.as_of
            && *settings == other.settings
            && *rulers == other.rulers
            && *people == other.people
            && *organisations == other.organisations
            && *labels == other.labels
            && *model_files == other.model_files
            && (Arc::ptr_eq(ledgers, &other.ledgers) || *ledgers == other.ledgers)
    }

    /// Takes into memory what was left in its file of the texts: see [`Markdown::hold`].
    pub fn hold_texts(&self) {
        fn hold<T>(pages: &BTreeMap<Id, Arc<Page<T>>>) {
            pages.values().for_each(|page| page.body.markdown.hold());
        }
        hold(&self.accounts);
        hold(&self.industries);
        hold(&self.competitors);
        hold(&self.playbook);
        hold(&self.cases);
    }

    /// Accounts that are not what they were, with what they were; `None` if there are more or fewer than before.
    pub fn edited_accounts<'a>(&'a self, before: &'a Book) -> Option<Vec<Edited<'a>>> {
        if self.accounts.len() != before.accounts.len() {
            return None;
        }
        let mut edited = Vec::new();
        for ((id, now), (old_id, old)) in self.accounts.iter().zip(&before.accounts) {
            if !Arc::ptr_eq(now, old) {
                edited.push((id, old));
            }
            if !id.is_same(old_id) {
                return None;
            }
        }
        Some(edited)
    }
}

impl Settings {
    /// The book's first language.
    pub fn first_language(&self) -> Lang {
        self.languages.first().copied().unwrap_or_default()
    }
}

/// One of ours.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// 姓名.
    pub name: Text,
    /// What they do.
    pub role: Option<String>,
    /// 部门.
    pub unit: Option<Text>,
    /// True if they left: they cover nobody.
    pub has_left: bool,
    /// Where the entry stands.
    pub at: At,
}

words_enum! {
    /// What an organisation is to us; it may be several at once.
    OrganisationRole {
        Customer = "customer", "客户", "Customer";
        Competitor = "competitor", "竞争对手", "Competitor";
        Partner = "partner", "伙伴", "Partner";
        Own = "self", "我方", "Ourselves";
    }
}

/// An organisation.
#[derive(Debug, Clone, PartialEq)]
pub struct Organisation {
    /// 名称.
    pub name: Text,
    /// What it is to us.
    pub roles: Vec<OrganisationRole>,
    /// Where the entry stands.
    pub at: At,
}

words_enum! {
    /// How far a label's translation was checked.
    LabelStatus {
        Reviewed = "reviewed", "已审", "Reviewed";
        Draft = "draft", "草稿", "Draft";
        Mistranslated = "mistranslated", "误译", "Mistranslated";
    }
}

/// A term in both languages.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// 中文.
    pub zh: Option<String>,
    /// English.
    pub en: Option<String>,
    /// How far it was checked.
    pub status: Option<LabelStatus>,
    /// Where the entry stands.
    pub at: At,
}
