//! Industries and their benchmarks.

use serde::Serialize;

use crate::engine::assessment::BenchmarkScore;
use crate::engine::assessment::IndustryScore;
use crate::engine::assessment::StatedIndustry;
use crate::export::number::Number;
use crate::export::number::Points;
use crate::model::id::Id;

/// One industry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IndustryRecord {
    id: String,
    attractiveness: Option<AttractivenessRecord>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct AttractivenessRecord {
    total: Option<Points>,
    index: Option<Number>,
    coverage: Number,
    star: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stated: Option<StatedRecord>,
}

/// Only what is stated; a difference stands wherever a total does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct StatedRecord {
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<Points>,
    #[serde(skip_serializing_if = "Option::is_none")]
    difference: Option<Option<Points>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    star: Option<bool>,
}

impl IndustryRecord {
    /// Writes an industry; one that is not rated has no attractiveness.
    pub fn new(id: &Id, score: Option<&IndustryScore>) -> IndustryRecord {
        IndustryRecord {
            id: id.to_string(),
            attractiveness: score.map(|score| AttractivenessRecord {
                total: score.total.as_ref().map(Points::new),
                index: Number::known(score.index.as_ref()),
                coverage: Number::new(&score.coverage),
                star: score.star,
                stated: score.stated.as_ref().map(stated),
            }),
        }
    }
}

fn stated(stated: &StatedIndustry) -> StatedRecord {
    let total = stated.total.as_ref();
    StatedRecord {
        total: total.map(|(total, _)| Points::new(total)),
        difference: total.map(|(_, difference)| difference.as_ref().map(Points::new)),
        star: stated.star,
    }
}

/// One benchmark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BenchmarkRecord {
    id: String,
    method: &'static str,
    value: Option<Number>,
    n: usize,
    mean: Option<Number>,
    median: Option<Number>,
}

impl BenchmarkRecord {
    /// Writes a benchmark.
    pub fn new(id: &Id, score: &BenchmarkScore) -> BenchmarkRecord {
        BenchmarkRecord {
            id: id.to_string(),
            method: score.method,
            value: Number::known(score.value.as_ref()),
            n: score.n,
            mean: Number::known(score.mean.as_ref()),
            median: Number::known(score.median.as_ref()),
        }
    }
}
