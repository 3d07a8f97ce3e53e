//! Competitor maps.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::engine::assessment::LandscapeResult;
use crate::export::number::Number;
use crate::model::id::Id;

/// One competitor map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LandscapeRecord {
    id: String,
    #[serde(rename = "self")]
    own: Option<String>,
    front: Vec<String>,
    dominated_by: BTreeMap<String, Vec<String>>,
    players: Vec<PlayerRecord>,
    assertions: Vec<AssertionRecord>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct PlayerRecord {
    #[serde(rename = "ref")]
    reference: String,
    x: Option<Number>,
    y: Option<Number>,
    strong: Option<bool>,
    combination: Option<Number>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct AssertionRecord {
    text: String,
    holds: Option<bool>,
}

impl LandscapeRecord {
    /// Writes a map; `own` is the player that is us.
    pub fn new(id: &Id, own: Option<&Id>, result: &LandscapeResult) -> LandscapeRecord {
        let names = |ids: &[Id]| ids.iter().map(Id::to_string).collect();
        LandscapeRecord {
            id: id.to_string(),
            own: own.map(Id::to_string),
            front: names(&result.front),
            dominated_by: result
                .dominated_by
                .iter()
                .map(|(id, by)| (id.to_string(), names(by)))
                .collect(),
            players: result
                .players
                .iter()
                .map(|player| PlayerRecord {
                    reference: player.reference.to_string(),
                    x: Number::known(player.x.as_ref()),
                    y: Number::known(player.y.as_ref()),
                    strong: player.strong,
                    combination: player.product.as_ref().and_then(Number::root),
                })
                .collect(),
            assertions: result
                .assertions
                .iter()
                .map(|assertion| AssertionRecord {
                    text: assertion.text.clone(),
                    holds: assertion.holds,
                })
                .collect(),
        }
    }
}
