//! The arguments of every command.

use std::path::PathBuf;

use clap::Args;
use clap::Parser;
use clap::Subcommand;
use clap::ValueEnum;
use clap::builder::PossibleValuesParser;
use jiff::civil::Date;

use crate::diag::Lang;
use crate::export::sheet::tables;
use crate::model::date::parse_date;
use crate::model::id::Id;

/// Key-account dossiers in git, scored exactly and published as a static site
#[derive(Debug, Parser)]
#[command(name = "keybook", version)]
pub(crate) struct Arguments {
    /// The folder that holds `content/` [default: the nearest one upwards]
    #[arg(long, global = true, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// Language of messages [default: the locale's]
    #[arg(long, global = true, value_name = "LANG", value_enum)]
    pub lang: Option<Tongue>,
    /// What to do
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Every command.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a small working book to start from
    Init(Init),
    /// Make a new dossier
    New(New),
    /// Find every mistake in the book
    Check(Check),
    /// Make the site
    Build(Build),
    /// Show the site while the book is being edited
    Serve(Serve),
    /// Show tiers and scores
    Score(Score),
    /// Take a number of an account apart: its terms, their files and lines
    Explain(Explain),
    /// List the accounts
    List(List),
    /// Write one chart as SVG or PNG, for a slide; without a name, list the charts
    Chart(Chart),
    /// Print everything computed, for other programs
    Export(Export),
    /// Bring foreign tables into the book, and keep it up to date with them
    Import(Import),
    /// List the themes, check them, copy one of their files, or see what templates are given
    Theme(Theme),
    /// Print the completions of a shell
    Completions(Completions),
}

/// Arguments of `init`.
#[derive(Debug, Args)]
pub(crate) struct Init {
    /// The folder to make; it must be empty
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

/// Arguments of `new`.
#[derive(Debug, Args)]
pub(crate) struct New {
    /// Which kind of dossier
    #[command(subcommand)]
    pub what: NewWhat,
}

/// What can be made new.
#[derive(Debug, Subcommand)]
pub(crate) enum NewWhat {
    /// An account: `content/accounts/ID.md`
    Account(NewAccount),
}

/// Arguments of `new account`.
#[derive(Debug, Args)]
pub(crate) struct NewAccount {
    /// Its id: lower-case letters, digits and `-`
    #[arg(value_name = "ID", value_parser = id)]
    pub id: Id,
}

/// How a book is read.
#[derive(Debug, Args)]
pub(crate) struct Reading {
    /// The day to read the book for [default: `as_of` of book.yaml, else the last commit's day]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub as_of: Option<Date>,
    /// Take drafts in
    #[arg(long)]
    pub drafts: bool,
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// How to print what is found
    #[arg(long, value_enum, default_value_t = CheckFormat::Human)]
    pub format: CheckFormat,
    /// Warnings count as errors
    #[arg(long)]
    pub deny_warnings: bool,
    /// How the book is read
    #[command(flatten)]
    pub reading: Reading,
}

/// Arguments of `build`.
#[derive(Debug, Args)]
pub(crate) struct Build {
    /// Where the site goes [default: `output` in the book's folder]
    #[arg(short, long, value_name = "DIR")]
    pub output_dir: Option<PathBuf>,
    /// Where the site will stand, for the few links that need it
    #[arg(short = 'u', long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Build anew though nothing changed, and overwrite files of others that stand where the site needs a path
    #[arg(short, long)]
    pub force: bool,
    /// Warnings count as errors
    #[arg(long)]
    pub deny_warnings: bool,
    /// Say how long each stage took, and each kind of file
    #[arg(short, long)]
    pub verbose: bool,
    /// Say nothing but errors
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,
    /// How the book is read
    #[command(flatten)]
    pub reading: Reading,
}

/// Arguments of `serve`.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// The address to listen on
    #[arg(short, long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub interface: String,
    /// The port to listen on [default: 1212, or the next free one]
    #[arg(short, long, value_name = "PORT")]
    pub port: Option<u16>,
    /// Open the site in a browser
    #[arg(short = 'O', long)]
    pub open: bool,
    /// Let open pages go to the page that is being edited
    #[arg(long)]
    pub follow: bool,
    /// Look through the folders for changes instead of waiting for events, as a network share needs it
    #[arg(long)]
    pub poll: bool,
    /// How the book is read
    #[command(flatten)]
    pub reading: Reading,
}

/// Arguments of `score`.
#[derive(Debug, Args)]
pub(crate) struct Score {
    /// One account, with every term of its scores [default: all accounts]
    #[arg(value_name = "ACCOUNT")]
    pub account: Option<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// How the book is read
    #[command(flatten)]
    pub reading: Reading,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The account
    #[arg(value_name = "ACCOUNT")]
    pub account: String,
    /// Numbers, by their paths in the export, as `value.current` or `R6` [default: the main ones, and a list of all]
    #[arg(value_name = "WHAT")]
    pub what: Vec<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// How the book is read
    #[command(flatten)]
    pub reading: Reading,
}

/// Arguments of `list`.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// How the book is read
    #[command(flatten)]
    pub reading: Reading,
}

/// Arguments of `chart`.
#[derive(Debug, Args)]
pub(crate) struct Chart {
    /// Which chart [default: a list of them]
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    /// Of which account; an industry, composition, landscape or model for charts of these
    #[arg(value_name = "ACCOUNT")]
    pub of: Option<String>,
    /// The file to write, its ending .svg or .png [default: SVG to standard output]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Which of the account's scorecards
    #[arg(long, value_name = "SCORECARD")]
    pub model: Option<String>,
    /// Light on dark
    #[arg(long)]
    pub dark: bool,
    /// Pixels across, for PNG [default: 1920]
    #[arg(long, value_name = "PIXELS", conflicts_with = "scale")]
    pub width: Option<u32>,
    /// Pixels for each unit of the drawing, for PNG
    #[arg(long, value_name = "FACTOR")]
    pub scale: Option<f32>,
    /// List the charts, and what each needs
    #[arg(long, conflicts_with = "name")]
    pub list: bool,
    /// How to print the list
    #[arg(long, value_enum, default_value_t = Format::Human, conflicts_with = "name")]
    pub format: Format,
    /// How the book is read
    #[command(flatten)]
    pub reading: Reading,
}

/// Arguments of `export`.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The document's form
    #[arg(long, value_enum, default_value_t = ExportFormat::Json)]
    pub format: ExportFormat,
    /// Which table, with `--format csv`
    #[arg(long, value_name = "TABLE", default_value = "accounts", value_parser = PossibleValuesParser::new(tables::names()))]
    pub table: String,
    /// The file to write; a workbook needs one [default: standard output]
    #[arg(short = 'O', long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// How the book is read
    #[command(flatten)]
    pub reading: Reading,
}

/// Arguments of `theme`.
#[derive(Debug, Args)]
pub(crate) struct Theme {
    /// What to do
    #[command(subcommand)]
    pub what: ThemeWhat,
}

/// What `theme` does.
#[derive(Debug, Subcommand)]
pub(crate) enum ThemeWhat {
    /// List the themes; the book's own is marked
    List(Reading),
    /// Render one page of every kind with every theme
    Check(Reading),
    /// Copy a file of the theme into `themes/`, to change it there
    Eject(Eject),
    /// Say what each template is given, and which of its blocks a theme may replace
    Context(Context),
}

/// Arguments of `theme context`.
#[derive(Debug, Args)]
pub(crate) struct Context {
    /// The template, as `account.html` [default: all of them, in short]
    #[arg(value_name = "TEMPLATE")]
    pub template: Option<String>,
    /// How to print it; JSON is JSON Schema
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
}

/// Arguments of `theme eject`.
#[derive(Debug, Args)]
pub(crate) struct Eject {
    /// The file, as `templates/home.html`
    #[arg(value_name = "FILE")]
    pub file: String,
    /// How the book is read
    #[command(flatten)]
    pub reading: Reading,
}

/// Arguments of `import`. Tables are CSV, or the first sheet of a workbook.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// Which column is what, and what the data lacks
    #[arg(long, value_name = "FILE")]
    pub map: PathBuf,
    /// The accounts, a row each
    #[arg(long, value_name = "FILE")]
    pub accounts: PathBuf,
    /// Orders
    #[arg(long, value_name = "FILE")]
    pub orders: Option<PathBuf>,
    /// Lines of the orders, whose sums are the orders' amounts
    #[arg(long, value_name = "FILE", requires = "orders")]
    pub lines: Option<PathBuf>,
    /// Returns
    #[arg(long, value_name = "FILE")]
    pub returns: Option<PathBuf>,
    /// Invoices
    #[arg(long, value_name = "FILE")]
    pub invoices: Option<PathBuf>,
    /// Receipts
    #[arg(long, value_name = "FILE")]
    pub receipts: Option<PathBuf>,
    /// Interactions
    #[arg(long, value_name = "FILE")]
    pub interactions: Option<PathBuf>,
    /// Opportunities
    #[arg(long, value_name = "FILE")]
    pub opportunities: Option<PathBuf>,
}

/// Arguments of `completions`.
#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// Which shell
    #[arg(value_name = "SHELL", value_enum)]
    pub shell: clap_complete::Shell,
}

/// For people or for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A table
    Human,
    /// JSON
    Json,
}

/// How `check` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// With the lines they are about
    Human,
    /// JSON
    Json,
    /// SARIF 2.1.0, for code hosts
    Sarif,
    /// Commands of GitHub's workflow log
    Github,
}

/// How `export` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// JSON, everything
    Json,
    /// CSV, one table
    Csv,
    /// A workbook, every table
    #[cfg(feature = "xlsx")]
    Xlsx,
}

/// A language to speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Tongue {
    /// 中文
    Zh,
    /// English
    En,
}

impl Tongue {
    /// The language.
    pub(crate) fn lang(self) -> Lang {
        match self {
            Tongue::Zh => Lang::Zh,
            Tongue::En => Lang::En,
        }
    }
}

fn id(text: &str) -> Result<Id, String> {
    Id::new(text).ok_or_else(|| "an id is 1 to 64 of a-z, 0-9 and -, and does not begin with -".to_owned())
}

fn day(text: &str) -> Result<Date, String> {
    parse_date(text).ok_or_else(|| "a day is written as 2025-06-30".to_owned())
}
