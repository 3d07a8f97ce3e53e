//! One account: what its dossier says in short, and every result of it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::engine::assessment::AccountAssessment;
use crate::engine::assessment::StaleField;
use crate::export::indicator::IndicatorsRecord;
use crate::export::number::Money;
use crate::export::number::Name;
use crate::export::number::Ordered;
use crate::export::practice::CellRecord;
use crate::export::practice::DialsRecord;
use crate::export::practice::NeedsStageRecord;
use crate::export::practice::RelationsRecord;
use crate::export::practice::RfmRecord;
use crate::export::practice::StepRecord;
use crate::export::practice::WalletRecord;
use crate::export::risk::RiskRecord;
use crate::export::score;
use crate::export::score::ScorecardRecord;
use crate::export::score::TierRecord;
use crate::export::score::ValueRecord;
use crate::model::account::Account;
use crate::model::book::Book;

/// One account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccountRecord {
    id: String,
    name: Name,
    industry: String,
    status: &'static str,
    owner: String,
    scorecards: Ordered<ScorecardRecord>,
    value: Option<ValueRecord>,
    tier: Option<TierRecord>,
    dials: DialsRecord,
    indicators: IndicatorsRecord,
    classes: BTreeMap<String, Option<String>>,
    rfm: Option<RfmRecord>,
    clv: Option<Money>,
    wallet: Option<WalletRecord>,
    relations: Option<RelationsRecord>,
    portfolio: Option<CellRecord>,
    needs: BTreeMap<String, &'static str>,
    needs_stage: Option<NeedsStageRecord>,
    steps: Ordered<StepRecord>,
    risks: Vec<RiskRecord>,
    stale: Vec<StaleRecord>,
}

impl AccountRecord {
    /// Writes an account of `book`.
    pub fn new(book: &Book, account: &Account, result: &AccountAssessment) -> AccountRecord {
        let currency = book.settings.currency.as_str();
        let (own, linked) = (&result.own, &result.linked);
        AccountRecord {
            id: account.id.to_string(),
            name: Name::new(&account.name, book.settings.first_language()),
            industry: account.industry.value.to_string(),
            status: account.status.value.word(),
            owner: account.owner.value.to_string(),
            scorecards: own
                .scorecards
                .iter()
                .map(|(id, card)| (id.to_string(), score::scorecard(card)))
                .collect(),
            value: own
                .value
                .as_ref()
                .map(|value| score::value(value, result.quadrant)),
            tier: result.tier.as_deref().map(score::tier),
            dials: DialsRecord::new(&own.dials),
            indicators: IndicatorsRecord::new(&linked.indicators, currency),
            classes: classes(book, result),
            rfm: result.rfm.map(RfmRecord::new),
            clv: own.clv.as_ref().map(|value| Money::new(value, currency)),
            wallet: own
                .wallet
                .as_ref()
                .map(|wallet| WalletRecord::new(wallet, currency)),
            relations: linked.relations.as_ref().map(RelationsRecord::new),
            portfolio: result.cell.as_deref().map(CellRecord::new),
            needs: linked
                .needs
                .iter()
                .map(|(id, need)| (id.to_string(), need.verdict.word()))
                .collect(),
            needs_stage: linked.needs_stage.as_deref().map(NeedsStageRecord::new),
            steps: linked
                .steps
                .iter()
                .map(|step| (step.id.to_string(), StepRecord::new(step)))
                .collect(),
            risks: result
                .risks
                .iter()
                .map(|risk| RiskRecord::new(risk, currency))
                .collect(),
            stale: own.stale.iter().map(stale).collect(),
        }
    }
}

/// Every classifier of the book, null where the account has no class.
fn classes(book: &Book, result: &AccountAssessment) -> BTreeMap<String, Option<String>> {
    let classifiers = book.rulers.classifiers.iter();
    classifiers
        .map(|classifier| {
            let id = &classifier.id.value;
            let class = result.classes.get(id).map(|class| class.to_string());
            (id.to_string(), class)
        })
        .collect()
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct StaleRecord {
    field: &'static str,
    age_days: i64,
    max_age_days: i64,
}

fn stale(stale: &StaleField) -> StaleRecord {
    StaleRecord {
        field: stale.field,
        age_days: stale.age_days,
        max_age_days: stale.max_age_days,
    }
}
