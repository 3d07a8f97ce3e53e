//! What stands for a required value that could not be read.
//!
//! A finding was made, so the book does not publish; the stand-in lets the rest of its record be checked in the same run.

use jiff::civil::Date;

use crate::content::decode::word::Word;
use crate::diag::At;
use crate::model::competitor::PositionBasis;
use crate::model::date::Period;
use crate::model::exact::Exact;
use crate::model::id::Id;
use crate::model::id::Sited;
use crate::model::placed::ChartName;
use crate::model::text::Text;

/// A type with a value to go on with.
pub trait StandIn: Sized {
    /// The value; `None` where nothing can stand for it, and its record is left out.
    fn stand_in() -> Option<Self>;
}

impl<T: StandIn> StandIn for Sited<T> {
    /// Its place is `0:0`, which no written value has.
    fn stand_in() -> Option<Sited<T>> {
        Some(Sited {
            value: T::stand_in()?,
            at: At::default(),
        })
    }
}

macro_rules! stand_ins {
    ($($type:ty = $value:expr;)+) => { $(
        impl StandIn for $type {
            fn stand_in() -> Option<$type> { $value }
        }
    )+ };
}

stand_ins! {
    Text = Some(Text::plain(""));
    String = Some(String::new());
    Id = Id::new("unread");
    Exact = Some(Exact::ONE);
    i64 = Some(1);
    u8 = Some(1);
    bool = Some(false);
    Date = Some(Date::MIN);
    Period = Period::parse("0001");
    ChartName = None;
}

macro_rules! first_words {
    ($($path:path)+) => { $(
        impl StandIn for $path {
            fn stand_in() -> Option<$path> {
                <$path as Word>::WORDS.first().and_then(|word| <$path as Word>::read_word(word))
            }
        }
    )+ };
}

first_words! {
    PositionBasis
    crate::model::account::Status
    crate::model::account::Classification
    crate::model::account::OfferingState
    crate::model::rulers::BenchmarkMethod
    crate::model::rulers::Side
    crate::model::rulers::TierMethod
    crate::model::rulers::Direction
    crate::model::rulers::ClassMethod
}

impl<T> StandIn for Vec<T> {
    fn stand_in() -> Option<Vec<T>> {
        Some(Vec::new())
    }
}

impl<K, V> StandIn for std::collections::BTreeMap<K, V> {
    fn stand_in() -> Option<std::collections::BTreeMap<K, V>> {
        Some(std::collections::BTreeMap::new())
    }
}
