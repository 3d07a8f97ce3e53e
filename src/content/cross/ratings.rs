//! Ratings stand on the scale of their scorecard.

use crate::content::cross::Scope;
use crate::content::cross::report::Report;
use crate::content::cross::report::spot;
use crate::diag::Code;
use crate::diag::Words;
use crate::model::account::Account;
use crate::model::book::Page;
use crate::model::exact::Exact;
use crate::model::rulers::Scorecard;
use crate::words;

/// Checks the ratings of a dossier.
pub(super) fn check(scope: Scope, page: &Page<Account>, report: &mut Report) {
    for (model, sheet) in &page.data.scores {
        let Some(scorecard) = scope.book.rulers.scorecards.get(model) else {
            continue;
        };
        for (criterion, rating) in &sheet.items {
            let Some(value) = &rating.value else { continue };
            if is_on_scale(scorecard, value) {
                continue;
            }
            let shown = value.short(9);
            let Words { zh, en } = scale(scorecard);
            let (code, message, hint) = if value.is_zero() {
                (
                    Code::ZeroRating,
                    words!("0 不是评分", "0 is not a rating; leave it out"),
                    words!(
                        "没有评过就写 `null` 或删去这一行；{zh}",
                        "write `null` or take the line out where nothing is rated; {en}"
                    ),
                )
            } else {
                (
                    Code::RatingRange,
                    words!(
                        "评分 `{shown}` 不在尺度上",
                        "rating `{shown}` is not on the scale"
                    ),
                    Words::new(zh, en),
                )
            };
            report.add(
                code,
                spot(
                    rating.at,
                    &shown,
                    format_args!("scores.{model}.items.{criterion}"),
                ),
                message,
                hint,
            );
        }
    }
}

fn is_on_scale(scorecard: &Scorecard, value: &Exact) -> bool {
    value.to_i64().is_some_and(|value| {
        (scorecard.min..=scorecard.max).contains(&value)
            && value
                .checked_sub(scorecard.min)
                .is_some_and(|above| scorecard.step > 0 && above % scorecard.step == 0)
    })
}

fn scale(scorecard: &Scorecard) -> Words {
    let Scorecard { min, max, step, .. } = scorecard;
    if *step == 1 {
        words!(
            "评分是 {min}（低）到 {max}（高）的整数",
            "a rating is a whole number from {min} (low) to {max} (high)"
        )
    } else {
        words!(
            "评分从 {min}（低）到 {max}（高），每 {step} 一档",
            "a rating goes from {min} (low) to {max} (high) in steps of {step}"
        )
    }
}
