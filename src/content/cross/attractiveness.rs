//! Magnitudes of an industry stand on the scale of its model.

use crate::content::cross::Scope;
use crate::content::cross::report::Report;
use crate::content::cross::report::listed;
use crate::content::cross::report::spot;
use crate::diag::Code;
use crate::diag::Finding;
use crate::diag::Words;
use crate::model::rulers::AttractivenessModel;
use crate::words;

/// Checks every industry. A penalty may carry its minus sign; any other factor may not.
pub(super) fn check(scope: Scope, findings: &mut Vec<Finding>) {
    for page in scope.book.industries.values() {
        let Some(sheet) = &page.data.attractiveness else {
            continue;
        };
        let Some(model) = scope.book.rulers.attractiveness.get(&sheet.model.value) else {
            continue;
        };
        let mut report = Report::new(scope, &page.file);
        for (id, rating) in &sheet.items {
            let factor = model.factors.iter().find(|factor| factor.id.value == *id);
            let (Some(factor), Some(value)) = (factor, &rating.value) else {
                continue;
            };
            let magnitude = if factor.is_penalty {
                value.abs()
            } else {
                value.clone()
            };
            if model.scale.contains(&magnitude) {
                continue;
            }
            let shown = value.short(9);
            let (code, message) = if value.is_zero() {
                (
                    Code::ZeroRating,
                    words!("0 不是评分", "0 is not a rating; leave it out"),
                )
            } else if value.is_negative() && !factor.is_penalty {
                (
                    Code::RatingRange,
                    words!(
                        "`{id}` 不是减分因素，不能写 `{shown}`",
                        "`{id}` is no penalty, `{shown}` cannot be its magnitude"
                    ),
                )
            } else {
                (
                    Code::RatingRange,
                    words!(
                        "评分 `{shown}` 不在尺度上",
                        "rating `{shown}` is not on the scale"
                    ),
                )
            };
            report.add(
                code,
                spot(rating.at, &shown, format_args!("attractiveness.items.{id}")),
                message,
                scale(model),
            );
        }
        findings.append(&mut report.findings);
    }
}

fn scale(model: &AttractivenessModel) -> Words {
    let values: Vec<String> = model.scale.iter().map(|value| value.short(9)).collect();
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    let (zh, en) = (listed(&values, "、"), listed(&values, ", "));
    words!(
        "尺度上有 {zh}；不知道就写 `null`",
        "the scale has {en}; write `null` for unknown"
    )
}
