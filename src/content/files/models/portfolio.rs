//! The portfolio matrix: two measures, where they are cut, and which profit counts.

use crate::content::decode::cx::Cx;
use crate::content::decode::form;
use crate::content::decode::record::Finish;
use crate::content::decode::record::given;
use crate::content::decode::record::record_table;
use crate::content::decode::record::required;
use crate::content::decode::stand_in::StandIn;
use crate::content::decode::word::Word;
use crate::content::tree::Node;
use crate::diag::Lang;
use crate::model::exact::Exact;
use crate::model::id::Sited;
use crate::model::rulers::Cut;
use crate::model::rulers::PortfolioModel;

/// Which profit counts, as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ProfitKind {
    AfterCostToServe,
    AfterDirectCost,
}

impl Word for ProfitKind {
    const WORDS: &'static [&'static str] = &["after_cost_to_serve", "after_direct_cost"];

    fn read_word(text: &str) -> Option<ProfitKind> {
        match text {
            "after_cost_to_serve" => Some(ProfitKind::AfterCostToServe),
            "after_direct_cost" => Some(ProfitKind::AfterDirectCost),
            _ => None,
        }
    }

    fn shown(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (ProfitKind::AfterCostToServe, Lang::Zh) => "扣服务成本后",
            (ProfitKind::AfterCostToServe, Lang::En) => "after cost to serve",
            (ProfitKind::AfterDirectCost, Lang::Zh) => "扣直接成本后",
            (ProfitKind::AfterDirectCost, Lang::En) => "after direct cost",
        }
    }
}

/// The file as written.
#[derive(Debug)]
pub struct Keys {
    attractiveness: Sited<String>,
    strength: Sited<String>,
    cut: Cuts,
    profit: ProfitKind,
}

record_table! { Keys (node, cx) {}
    attractiveness: required(form::sited(form::text())), "吸引力：一个指标，或 industry", "attractiveness: a measure, or `industry`", "scorecards.selection";
    strength: required(form::sited(form::text())), "竞争力：一个指标", "strength: a measure", "current";
    cut: required(form::record::<Cuts>()), "分界", "cuts", "{attractiveness: 50, strength: 50}";
    profit: given(form::word::<ProfitKind>(), || ProfitKind::AfterCostToServe), "利润口径", "which profit counts", "after_cost_to_serve";
}

#[derive(Debug)]
struct Cuts {
    attractiveness: Option<Exact>,
    strength: Option<Exact>,
}

record_table! { Cuts (node, cx) {}
    attractiveness: required(form::number_or("mean")), "吸引力的分界", "cut of attractiveness", "50";
    strength: required(form::number_or("mean")), "竞争力的分界", "cut of strength", "50";
}

impl StandIn for Option<Exact> {
    fn stand_in() -> Option<Option<Exact>> {
        Some(None)
    }
}

impl StandIn for Cuts {
    fn stand_in() -> Option<Cuts> {
        Some(Cuts {
            attractiveness: None,
            strength: None,
        })
    }
}

impl Finish for Keys {
    type Out = PortfolioModel;

    fn finish<'n>(self, _: &'n Node<'n>, _: &mut Cx<'n>) -> Option<PortfolioModel> {
        let Keys {
            attractiveness,
            strength,
            cut,
            profit,
        } = self;
        let at = |cut: Option<Exact>| cut.map_or(Cut::Mean, Cut::At);
        Some(PortfolioModel {
            attractiveness,
            strength,
            attractiveness_cut: at(cut.attractiveness),
            strength_cut: at(cut.strength),
            after_cost_to_serve: profit == ProfitKind::AfterCostToServe,
        })
    }
}
