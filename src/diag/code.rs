//! Every finding Keybook can make, by a stable word.

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The book does not publish.
    Error,
    /// The book publishes, and the finding is shown.
    Warning,
    /// Worth knowing.
    Info,
}

impl Severity {
    /// `error`, `warning` or `info`.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        }
    }
}

macro_rules! codes {
    ($( $(#[doc = $doc:literal])+ $name:ident = $word:literal $severity:ident; )+) => {
        /// The kind of a finding. The word is stable: other programs read it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $( $(#[doc = $doc])+ $name, )+ }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Code] = &[ $( Code::$name, )+ ];

            /// The stable word: kebab-case.
            pub fn word(self) -> &'static str {
                match self { $( Code::$name => $word, )+ }
            }

            /// How bad it is.
            pub fn severity(self) -> Severity {
                match self { $( Code::$name => Severity::$severity, )+ }
            }
        }
    };
}

codes! {
    /// The YAML cannot be read.
    Syntax = "syntax" Error;
    /// A key stands twice in one map.
    DuplicateKey = "duplicate-key" Error;
    /// A key nobody knows.
    UnknownKey = "unknown-key" Error;
    /// A value of another type than the field's.
    WrongType = "wrong-type" Error;
    /// A value outside its range.
    OutOfRange = "out-of-range" Error;
    /// A word that is not one of the field's choices.
    UnknownWord = "unknown-word" Error;
    /// A required field is missing.
    MissingField = "missing-field" Error;
    /// A name that points to nothing.
    DanglingReference = "dangling-reference" Error;
    /// A git conflict marker.
    ConflictMarker = "conflict-marker" Error;
    /// A full-width colon where YAML wants `:`.
    FullWidthColon = "full-width-colon" Error;
    /// A tab, ideographic space or no-break space that YAML cannot take as indentation.
    BadSpace = "bad-space" Error;
    /// A dossier without front matter between two `---` lines.
    NoFrontMatter = "no-front-matter" Error;
    /// Bytes that are not UTF-8.
    NotUtf8 = "not-utf8" Error;
    /// `id:` and file name differ.
    IdMismatch = "id-mismatch" Error;
    /// A file name that cannot be an id.
    BadId = "bad-id" Error;
    /// Two files or items with one id.
    DuplicateId = "duplicate-id" Error;
    /// A file no folder of the book expects.
    StrayFile = "stray-file" Error;
    /// A parent or manager chain that runs in a circle.
    Cycle = "cycle" Error;
    /// Periods of one table overlap.
    OverlappingPeriods = "overlapping-periods" Error;
    /// A currency other than the book's.
    ForeignCurrency = "foreign-currency" Error;
    /// A rating outside the model's scale.
    RatingRange = "rating-range" Error;
    /// `0` written for a blank rating.
    ZeroRating = "zero-rating" Error;
    /// A broken link, anchor or asset in text.
    BrokenLink = "broken-link" Error;
    /// Two models of a kind of which a book has one.
    SecondModel = "second-model" Error;
    /// A file that cannot be read from disk; of the machine, not of the author.
    Unreadable = "unreadable" Error;
    /// A file every book has is missing.
    MissingFile = "missing-file" Error;
    /// Nothing says which day the book is read for: neither `book.yaml`, nor the caller, nor git.
    NoAsOf = "no-as-of" Error;
    /// A composition that mixes shares and amounts in a way that cannot be computed.
    CompositionParts = "composition-parts" Error;
    /// The owner of an account is not in its team.
    OwnerNotInTeam = "owner-not-in-team" Error;
    /// A ledger that cannot be read as a table, or lacks a column.
    LedgerColumn = "ledger-column" Error;

    /// A stated total differs from the computed one.
    StatedTotal = "stated-total" Warning;
    /// A stated star differs from the computed one.
    StatedStar = "stated-star" Warning;
    /// A benchmark is not what its author says it is.
    StatedBenchmark = "stated-benchmark" Warning;
    /// A composition's shares do not add up to 100.
    CompositionSum = "composition-sum" Warning;
    /// It is not known which label a composition's value belongs to.
    AmbiguousMapping = "ambiguous-mapping" Warning;
    /// `other` is more than a tenth of a composition.
    LargeOther = "large-other" Warning;
    /// An override is past its date.
    ExpiredOverride = "expired-override" Warning;
    /// An override that changes nothing.
    IdleOverride = "idle-override" Warning;
    /// A field that a key account should have is missing.
    MissingKeyField = "missing-key-field" Warning;
    /// An assertion about a landscape does not hold.
    FailedAssertion = "failed-assertion" Warning;
    /// A playbook's steps are not as many as declared.
    StepCount = "step-count" Warning;
    /// A stub or reconstruction is published.
    Stub = "stub" Warning;
    /// A field is older than the book allows.
    Stale = "stale" Warning;
    /// A label is missing in a language of the book, or marked mistranslated.
    Label = "label" Warning;
    /// Noise of extraction, a known typo, or unbalanced quotes.
    Typo = "typo" Warning;
    /// A text with a comma stands without quotes in `{…}`, where a comma ends it.
    UnquotedComma = "unquoted-comma" Warning;
    /// An indicator whose target equals its baseline.
    FlatTarget = "flat-target" Warning;
    /// Audiences are named, but this version builds the book in full.
    AudiencesIgnored = "audiences-ignored" Warning;
    /// A superlative without a source.
    UnsourcedClaim = "unsourced-claim" Warning;
    /// A buying centre with no economic buyer, or with several.
    EconomicRole = "economic-role" Warning;
    /// Fewer than two of ours know anybody at an active account well.
    ThinCoverage = "thin-coverage" Warning;
    /// The wallet says we get more than our revenue of the same year.
    WalletAboveRevenue = "wallet-above-revenue" Warning;
    /// An open issue without exactly one accountable person.
    NoAccountable = "no-accountable" Warning;
    /// A step is reviewed while nothing is answered in an earlier one.
    SkippedStep = "skipped-step" Warning;
    /// An account named as typical of a stage of needs, whose dossier states another.
    TypicalStage = "typical-stage" Warning;
    /// A target of a transformation grid without a date or an owner.
    UnownedTarget = "unowned-target" Warning;
    /// An image from outside: the site asks nothing of the outside, so it becomes a link.
    OutsideImage = "outside-image" Warning;
    /// A ledger row with a bad value: skipped.
    LedgerRow = "ledger-row" Warning;
    /// A ledger row of no known account or invoice: skipped.
    LedgerReference = "ledger-reference" Warning;
    /// A ledger row whose id stood before: skipped.
    LedgerDuplicate = "ledger-duplicate" Warning;
    /// A field that an import may not change, since people rewrote it.
    KeptField = "kept-field" Warning;
    /// A file copied from a theme whose original has changed since.
    ThemeMoved = "theme-moved" Warning;
    /// An organisation is customer and competitor at once.
    SeveralRoles = "several-roles" Info;
}
