//! Closed lists of words, read by one form.

use crate::diag::Lang;
use crate::model::account::ActionKind;
use crate::model::account::BuyingRole;
use crate::model::account::Classification;
use crate::model::account::GateState;
use crate::model::account::NeedKind;
use crate::model::account::OfferingState;
use crate::model::account::Orientation;
use crate::model::account::Perspective;
use crate::model::account::Political;
use crate::model::account::RiskState;
use crate::model::account::SpendWith;
use crate::model::account::Standing;
use crate::model::account::Status;
use crate::model::account::StepState;
use crate::model::account::TeamRole;
use crate::model::account::words_enum;
use crate::model::book::LabelStatus;
use crate::model::book::OrganisationRole;
use crate::model::competitor::Origin;
use crate::model::competitor::PositionBasis;
use crate::model::figure::Basis;
use crate::model::figure::Confidence;
use crate::model::industry::Completeness;
use crate::model::placed::ChartName;
use crate::model::playbook::EvidenceKind;
use crate::model::playbook::Verified;
use crate::model::rulers::BenchmarkMethod;
use crate::model::rulers::ClassMethod;
use crate::model::rulers::Crossing;
use crate::model::rulers::Direction;
use crate::model::rulers::MethodKind;
use crate::model::rulers::Side;
use crate::model::rulers::TierMethod;

/// A closed list of words.
pub trait Word: Copy + 'static {
    /// Every word, in order.
    const WORDS: &'static [&'static str];

    /// Reads a word.
    fn read_word(text: &str) -> Option<Self>;

    /// The name readers see, empty where there is none.
    fn shown(self, lang: Lang) -> &'static str;
}

macro_rules! closed_lists {
    ($($name:ident)+) => { $(
        impl Word for $name {
            const WORDS: &'static [&'static str] = $name::WORDS;
            fn read_word(text: &str) -> Option<$name> { $name::from_word(text) }
            fn shown(self, lang: Lang) -> &'static str { self.label(lang) }
        }
    )+ };
}

words_enum! {
    /// What an amount is counted in.
    Scale {
        One = "1", "元", "Units";
        Thousand = "千", "千元", "Thousands";
        TenThousand = "万", "万元", "Ten thousands";
        Million = "百万", "百万元", "Millions";
        HundredMillion = "亿", "亿元", "Hundred millions";
    }
}

impl Scale {
    /// Base units in one of it.
    pub fn factor(self) -> i64 {
        match self {
            Scale::One => 1,
            Scale::Thousand => 1_000,
            Scale::TenThousand => 10_000,
            Scale::Million => 1_000_000,
            Scale::HundredMillion => 100_000_000,
        }
    }
}

closed_lists! {
    ActionKind BenchmarkMethod BuyingRole ChartName ClassMethod Classification Completeness Crossing Direction EvidenceKind
    GateState LabelStatus MethodKind NeedKind OfferingState OrganisationRole Orientation Origin Perspective Political
    PositionBasis RiskState Scale Side SpendWith Standing Status StepState TeamRole TierMethod Verified
}

impl Word for Confidence {
    const WORDS: &'static [&'static str] = &["high", "medium", "low", "guess"];

    fn read_word(text: &str) -> Option<Confidence> {
        match text {
            "high" => Some(Confidence::High),
            "medium" => Some(Confidence::Medium),
            "low" => Some(Confidence::Low),
            "guess" => Some(Confidence::Guess),
            _ => None,
        }
    }

    fn shown(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Confidence::High, Lang::Zh) => "高",
            (Confidence::High, Lang::En) => "high",
            (Confidence::Medium, Lang::Zh) => "中",
            (Confidence::Medium, Lang::En) => "medium",
            (Confidence::Low, Lang::Zh) => "低",
            (Confidence::Low, Lang::En) => "low",
            (Confidence::Guess, Lang::Zh) => "猜测",
            (Confidence::Guess, Lang::En) => "guess",
        }
    }
}

impl Word for Basis {
    const WORDS: &'static [&'static str] = &["period_total", "monthly_avg", "annualised", "point"];

    fn read_word(text: &str) -> Option<Basis> {
        match text {
            "period_total" => Some(Basis::PeriodTotal),
            "monthly_avg" => Some(Basis::MonthlyAvg),
            "annualised" => Some(Basis::Annualised),
            "point" => Some(Basis::Point),
            _ => None,
        }
    }

    fn shown(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Basis::PeriodTotal, Lang::Zh) => "期间合计",
            (Basis::PeriodTotal, Lang::En) => "period total",
            (Basis::MonthlyAvg, Lang::Zh) => "月均",
            (Basis::MonthlyAvg, Lang::En) => "monthly average",
            (Basis::Annualised, Lang::Zh) => "年化",
            (Basis::Annualised, Lang::En) => "annualised",
            (Basis::Point, Lang::Zh) => "时点",
            (Basis::Point, Lang::En) => "point in time",
        }
    }
}

impl Word for Lang {
    const WORDS: &'static [&'static str] = &["zh", "en"];

    fn read_word(text: &str) -> Option<Lang> {
        Lang::from_key(text)
    }

    fn shown(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Lang::Zh, Lang::Zh) => "中文",
            (Lang::Zh, Lang::En) => "Chinese",
            (Lang::En, Lang::Zh) => "英文",
            (Lang::En, Lang::En) => "English",
        }
    }
}
