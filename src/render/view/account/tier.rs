//! An account's tier: what it is, what it hangs on, which gates stand before it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::engine::assessment::Tier;
use crate::engine::assessment::TierResult;
use crate::engine::explain;
use crate::model::id::Id;
use crate::render::format;
use crate::render::scope::Scope;

/// An account's tier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TierView {
    /// Effective tier.
    pub effective: String,
    /// Computed tier.
    pub computed: String,
    /// What stands beside it, in sentences.
    pub notes: Vec<TierNote>,
    /// Conditions that stand before every score.
    pub gates: Vec<GateRow>,
}

/// A sentence about a tier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TierNote {
    /// The sentence.
    pub text: String,
    /// True if something is wrong.
    pub is_wrong: bool,
}

/// A gate and its outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GateRow {
    /// The gate.
    pub name: String,
    /// What is required.
    pub requirement: String,
    /// `pass`, `fail` or `unknown`.
    pub state: String,
    /// The same, in words.
    pub label: String,
}

/// Views a tier.
pub fn tier_view(scope: Scope<'_>, account: &Id, tier: &TierResult) -> TierView {
    let mut notes = Vec::new();
    let mut say = |is_wrong: bool, text: String| notes.push(TierNote { text, is_wrong });
    if let Some(over) = &tier.over {
        let name = scope.level_label(&over.tier);
        let by = over.by.as_ref().map(|by| scope.person(by)).unwrap_or_default();
        let reason = over.reason.clone().unwrap_or_default();
        let until = over.until;
        let mut text = if over.live {
            scope.pick(
                format!("{by}定为{name}，至 {until}"),
                format!("Set to {name} until {until}"),
            )
        } else {
            scope.pick(
                format!("{by}曾定为{name}，已于 {until} 过期"),
                format!("An override to {name} ended on {until}"),
            )
        };
        if scope.lang == crate::diag::Lang::En && !by.is_empty() {
            text = format!("{text}, by {by}");
        }
        if !reason.is_empty() {
            text = format!("{text}{}{reason}", scope.pick("：", ": "));
        }
        say(!over.live, format!("{text}{}", scope.pick("。", ".")));
    }
    if tier.near_boundary {
        say(
            false,
            scope.pick(
                "价值紧靠一条等级门槛。",
                "The value is close to a tier’s threshold.",
            ),
        );
    }
    if let Some((next, missing)) = &tier.to_next {
        let name = scope.level_label(next);
        let missing = format::fixed(missing, 1);
        let way = way(scope, account);
        say(
            false,
            scope.pick(
                format!("距{name}还差 {missing} 分。{way}"),
                format!("{missing} points short of {name}. {way}"),
            ),
        );
    }
    match &tier.effective {
        Tier::Ineligible => say(
            true,
            scope.pick(
                "有准入门槛未通过，因此没有等级。",
                "A gate failed, so there is no tier.",
            ),
        ),
        Tier::Insufficient => say(
            true,
            scope.pick(
                "依据不足，因此没有等级；先补全价值记分卡。",
                "Too little is known for a tier; complete the value scorecard first.",
            ),
        ),
        Tier::Level(_) => {}
    }
    let model = scope.book().rulers.value.as_ref();
    let gate = |id: &Id| {
        let gates = model.into_iter().flat_map(|model| &model.gates);
        gates.into_iter().find(|gate| gate.id.value == *id)
    };
    TierView {
        effective: scope.tier_label(&tier.effective),
        computed: scope.tier_label(&tier.computed),
        notes,
        gates: tier
            .gates
            .iter()
            .map(|(id, state)| GateRow {
                name: gate(id).map_or_else(|| id.to_string(), |gate| scope.text(&gate.name)),
                requirement: scope.text_or_empty(gate(id).and_then(|gate| gate.requirement.as_ref())),
                state: state.word().to_owned(),
                label: state.label(scope.lang).to_owned(),
            })
            .collect(),
    }
}

/// The shortest way to the next level: the fewest indicators raised to their targets.
fn way(scope: Scope<'_>, account: &Id) -> String {
    let explained = explain::next_tier(scope.book(), &scope.shared.assessment, account);
    let Some(next) = explained else {
        return String::new();
    };
    if next.terms.is_empty() {
        return next.notes.iter().map(|note| note.get(scope.lang)).collect();
    }
    let steps: Vec<String> = next
        .terms
        .iter()
        .map(|term| {
            let gain = term
                .adds
                .as_ref()
                .map_or_else(String::new, |gain| format::signed(gain, 1));
            let way = format::quantity(&term.value, "", scope.lang);
            let name = term.name.get(scope.lang);
            scope.pick(
                format!("{name} {way}（{gain}）"),
                format!("{name} {way} ({gain})"),
            )
        })
        .collect();
    let steps = format::joined(&steps, scope.lang);
    scope.pick(
        format!("最短的路：{steps}。"),
        format!("The shortest way: {steps}."),
    )
}
