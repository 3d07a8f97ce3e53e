//! What if a weight were another: the numbers a page needs to rank anew while a reader moves a slider.
//!
//! Every model of weights is one mean in the end: `Σ w·x ÷ Σ w` over what is known, x on the scale of the result. The page
//! reckons with floats for the eye; nothing of it flows back into a score.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::exact::Exact;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::models::stability::Weighed;
use crate::render::view::parts::Link;

/// Rows that are ranked at most.
const MOST: usize = 60;

/// A ranking and the weights it stands on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WhatIfView {
    /// What the sliders do, and over whom.
    pub note: String,
    /// One slider a weight.
    pub weights: Vec<WhatIfWeight>,
    /// The ranking as it stands, the highest first.
    pub rows: Vec<WhatIfRow>,
    /// Thresholds of levels, the highest first, as `at:name` joined by `|`; empty where the model has none.
    pub levels: String,
}

/// One weight.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WhatIfWeight {
    /// What it weighs.
    pub name: String,
    /// Its weight now.
    pub weight: String,
    /// The end of its slider: twice the greatest weight of the model.
    pub most: String,
}

/// One that is ranked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WhatIfRow {
    /// Place, from 1; equal ones share it.
    pub place: usize,
    /// Who or what.
    pub name: Link,
    /// The result now, one decimal.
    pub result: String,
    /// Its number for each weight, on the scale of the result, joined by commas; empty where it is unknown.
    pub numbers: String,
}

/// Something to rank: its name, and for each weight its number on the scale of the result.
pub struct Candidate {
    /// Who or what.
    pub name: Link,
    /// What the model says now.
    pub result: Exact,
    /// In the weights' order; `None` is unknown.
    pub numbers: Vec<Option<Exact>>,
}

/// The ranking with its sliders; none below two that are ranked.
pub fn what_if(
    scope: Scope<'_>,
    weighed: &[Weighed],
    mut candidates: Vec<Candidate>,
    levels: &[(Exact, String)],
) -> Option<WhatIfView> {
    let n = candidates.len();
    if n < 2 {
        return None;
    }
    candidates.sort_by(|a, b| b.result.cmp(&a.result));
    let greatest = weighed.iter().map(|one| &one.weight).max()?;
    let most = format::number(&(greatest * &Exact::from(2)), 4);
    let mut place = 0;
    let mut before: Option<&Exact> = None;
    let mut rows = Vec::new();
    for (idx, candidate) in candidates.iter().take(MOST).enumerate() {
        if before != Some(&candidate.result) {
            place = idx + 1;
        }
        before = Some(&candidate.result);
        let numbers = candidate.numbers.iter();
        let numbers: Vec<String> = numbers
            .map(|number| number.as_ref().map_or_else(String::new, plain))
            .collect();
        rows.push(WhatIfRow {
            place,
            name: candidate.name.clone(),
            result: format::fixed(&candidate.result, 1),
            numbers: numbers.join(","),
        });
    }
    let shown = rows.len();
    Some(WhatIfView {
        note: if shown == n {
            scope.pick(
                format!("移动滑块，{n} 个重新排名；模型文件不变，要改就改那里的权重。没有依据的项不计入。"),
                format!("Move a slider and the {n} are ranked anew; the model’s file stays as it is. What is unknown does not count."),
            )
        } else {
            scope.pick(
                format!("移动滑块，现在居前的 {shown} 个（共 {n} 个）重新排名；模型文件不变，要改就改那里的权重。没有依据的项不计入。"),
                format!("Move a slider and the {shown} that lead now, of {n}, are ranked anew; the model’s file stays as it is. What is unknown does not count."),
            )
        },
        weights: weighed
            .iter()
            .map(|one| WhatIfWeight {
                name: one.name.clone(),
                weight: plain(&one.weight),
                most: most.replace(',', ""),
            })
            .collect(),
        rows,
        levels: levels
            .iter()
            .map(|(at, name)| format!("{}:{}", plain(at), name.replace('|', " ")))
            .collect::<Vec<_>>()
            .join("|"),
    })
}

/// Without thousands and with a minus scripts can read.
fn plain(number: &Exact) -> String {
    number.short(4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::samples::Sample;

    fn exact(text: &str) -> Exact {
        Exact::parse(text).unwrap()
    }

    fn candidate(name: &str, numbers: &[Option<&str>], result: &str) -> Candidate {
        Candidate {
            name: Link::plain(name),
            result: exact(result),
            numbers: numbers.iter().map(|number| number.map(exact)).collect(),
        }
    }

    fn weights(of: &[&str]) -> Vec<Weighed> {
        let weighed = of.iter().map(|weight| Weighed {
            name: format!("w{weight}"),
            weight: exact(weight),
        });
        weighed.collect()
    }

    #[test]
    fn the_highest_stands_first_equal_ones_share_a_place_and_the_unknown_is_blank() {
        let sample = Sample::of(&[]);
        let candidates = vec![
            candidate("low", &[Some("10"), None], "10"),
            candidate("high", &[Some("90.12345"), Some("-3")], "60"),
            candidate("equal", &[Some("60"), Some("60")], "60"),
        ];
        let levels = [(exact("80"), "Gold".to_owned()), (exact("40"), "A|B".to_owned())];
        let view = what_if(sample.en(), &weights(&["8", "12.5"]), candidates, &levels).unwrap();
        let rows: Vec<(usize, &str, &str)> = view
            .rows
            .iter()
            .map(|row| (row.place, row.name.text.as_str(), row.numbers.as_str()))
            .collect();
        assert_eq!(
            rows,
            [
                (1, "high", "90.1235,-3"),
                (1, "equal", "60,60"),
                (3, "low", "10,")
            ]
        );
        assert_eq!(view.weights[0].most, "25");
        assert_eq!(view.levels, "80:Gold|40:A B");
    }

    #[test]
    fn one_alone_is_not_ranked() {
        let sample = Sample::of(&[]);
        let alone = vec![candidate("a", &[None], "1")];
        assert_eq!(what_if(sample.en(), &weights(&["1"]), alone, &[]), None);
    }

    #[test]
    fn a_long_ranking_says_how_many_it_leaves_out() {
        let sample = Sample::of(&[]);
        let many = (0..99).map(|n| candidate("a", &[None], &n.to_string())).collect();
        let view = what_if(sample.en(), &weights(&["1"]), many, &[]).unwrap();
        assert_eq!(view.rows.len(), 60);
        assert!(view.note.contains("60 that lead now, of 99"), "{}", view.note);
    }
}
