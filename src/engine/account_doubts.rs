//! Doubts about one dossier: stated totals, idle overrides, stale fields, fields a key account should have.

use std::sync::Arc;

use crate::diag::At;
use crate::diag::Code;
use crate::diag::Finding;
use crate::diag::Place;
use crate::diag::Words;
use crate::engine::assessment::AccountAssessment;
use crate::engine::assessment::Tier;
use crate::engine::doubts::stated_total;
use crate::engine::key_fields;
use crate::engine::stale::AGED_FIELDS;
use crate::model::account::Account;
use crate::model::account::Status;
use crate::model::rulers::ValueModel;
use crate::words;

/// One dossier with what was computed of it.
pub struct Dossier<'a> {
    /// Its file.
    pub file: &'a Arc<str>,
    /// What it says.
    pub account: &'a Account,
    /// What was computed of it.
    pub result: &'a AccountAssessment,
}

impl Dossier<'_> {
    /// Every doubt about it; `model` is the book's value model.
    pub fn doubts(&self, model: Option<&ValueModel>) -> Vec<Finding> {
        let mut findings = Vec::new();
        self.stated_totals(&mut findings);
        self.idle_override(&mut findings);
        self.stale_fields(&mut findings);
        if let Some(model) = model {
            self.missing_key_fields(model, &mut findings);
        }
        findings
    }

    /// Where a key stands; what is not written is missing from where the dossier begins.
    fn key(&self, key: &str) -> At {
        let keys = &self.account.keys;
        keys.get(key).or(keys.first()).unwrap_or_default()
    }

    fn stated_totals(&self, findings: &mut Vec<Finding>) {
        for (card, score) in &self.result.own.scorecards {
            let Some(stated) = &score.stated else { continue };
            let Some(difference) = stated.difference.as_ref().filter(|gap| !gap.is_zero()) else {
                continue;
            };
            findings.push(stated_total(
                Place::at(self.file, stated.at),
                format!("scores.{card}.stated.points"),
                &stated.points,
                difference,
            ));
        }
    }

    fn idle_override(&self, findings: &mut Vec<Finding>) {
        let Some(tier) = &self.result.tier else { return };
        let (Some(over), Some(written)) = (&tier.over, &self.account.tier.over) else {
            return;
        };
        if !over.live {
            return;
        }
        let given = &over.tier;
        let (message, hint) = if tier.computed == Tier::Ineligible {
            (
                words!(
                    "人工等级 `{given}` 不起作用：有准入门槛未过",
                    "the override to `{given}` changes nothing: a gate failed"
                ),
                words!(
                    "人工等级不能越过未过的门槛；先解决门槛，或删去它",
                    "an override cannot lift a failed gate; settle the gate first, or drop the override"
                ),
            )
        } else if tier.computed == Tier::Level(given.clone()) {
            (
                words!(
                    "人工等级 `{given}` 与计算结果相同",
                    "the override to `{given}` is the computed tier"
                ),
                words!("删去它，等级不变", "drop it; the tier stays the same"),
            )
        } else {
            return;
        };
        findings.push(Finding {
            code: Code::IdleOverride,
            place: Place::at(self.file, written.tier.at),
            field: "tier.override".to_owned(),
            message,
            hint,
        });
    }

    fn stale_fields(&self, findings: &mut Vec<Finding>) {
        for stale in &self.result.own.stale {
            let key = AGED_FIELDS
                .iter()
                .find(|aged| aged.field == stale.field)
                .map_or(stale.field, |aged| aged.key);
            let (field, days, limit) = (stale.field, stale.age_days, stale.max_age_days);
            findings.push(Finding {
                code: Code::Stale,
                place: Place::at(self.file, self.key(key)),
                field: key.to_owned(),
                message: words!(
                    "`{field}` 已有 {days} 天没有更新，允许 {limit} 天",
                    "`{field}` is {days} days old; {limit} are allowed"
                ),
                hint: words!(
                    "重新核实并改日期，或在 book.yaml 的 max_age_days 放宽",
                    "check it again and renew its date, or allow more in max_age_days of book.yaml"
                ),
            });
        }
    }

    fn missing_key_fields(&self, model: &ValueModel, findings: &mut Vec<Finding>) {
        let Some(level) = self.key_level(model) else {
            return;
        };
        for field in key_fields::missing(self.account) {
            let (zh, en) = (field.zh, field.en);
            findings.push(Finding {
                code: Code::MissingKeyField,
                place: Place::at(self.file, self.key(field.key)),
                field: field.key.to_owned(),
                message: Words::new(
                    format!("大客户（`{level}`）缺少{zh}"),
                    format!("a key account (`{level}`) lacks {en}"),
                ),
                hint: Words::new(
                    format!("补写 `{}`", field.key),
                    format!("fill in `{}`", field.key),
                ),
            });
        }
    }

    /// The level of an active account of a key tier: any level but the last.
    fn key_level<'a>(&self, model: &'a ValueModel) -> Option<&'a str> {
        let (_, key_levels) = model.tiers.levels.split_last()?;
        let tier = self.result.tier.as_ref()?;
        key_levels
            .iter()
            .map(|level| level.id.value.as_str())
            .find(|id| self.account.status.value == Status::Active && *id == tier.effective.word())
    }
}
