//! The page of a file of classifiers: each with its measure, its classes and how many are in them, an account classed.

mod example;

use std::collections::BTreeMap;

use crate::model::book::PageKind;
use crate::model::id::Id;
use crate::model::rulers::Class;
use crate::model::rulers::ClassMethod;
use crate::model::rulers::Classifier;
use crate::model::rulers::Crossing;
use crate::model::rulers::Direction;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::models::ModelPage;
use crate::render::view::models::Part;
use crate::render::view::models::classifiers::example::example;
use crate::render::view::models::fact;
use crate::render::view::models::head;
use crate::render::view::models::measures;
use crate::render::view::models::primed;
use crate::render::view::models::primer::ClauseRow;
use crate::render::view::models::primer::Home;
use crate::render::view::models::primer::Primer;
use crate::render::view::models::primer::Shown;
use crate::render::view::models::primer::input;
use crate::render::view::models::row;
use crate::render::view::parts::Fact;
use crate::render::view::parts::Grid;

const MODEL: Home = Home::Model("classifiers");

pub(super) const PRIMER: Primer = Primer {
    purpose: (
        "只看一个量，把客户分成几类：快而粗，适合日常筛选；它不代替价值与等级。",
        "Puts accounts into classes by one measure alone: quick and rough, for everyday sorting. It does not replace value and tiers.",
    ),
    inputs: &[
        input(
            "x",
            ("按哪个量分", "the measure"),
            MODEL,
            "classifiers[].indicator",
        ),
        input(
            "",
            ("哪头好", "which end is good"),
            MODEL,
            "classifiers[].direction",
        ),
        input(
            "",
            (
                "怎么分：阈值、分位、累计份额",
                "how it is cut: thresholds, quantiles, cumulative share",
            ),
            MODEL,
            "classifiers[].method",
        ),
        input(
            "",
            (
                "累计份额：越过界的那一个算内还是算外",
                "cumulative share: whether the one that crosses a bound is in",
            ),
            MODEL,
            "classifiers[].crossing",
        ),
        input(
            "β",
            (
                "各类的界；最后一类没有",
                "the bound of each class; the last has none",
            ),
            MODEL,
            "classifiers[].classes[].bound",
        ),
    ],
    formula: &[],
    edges: &[
        (
            "量未知的客户没有类，不算进排名，也不算进合计。",
            "An account of which the measure is unknown has no class, and is in no rank and no sum.",
        ),
        (
            "并列的客户同在较好的一类。",
            "Equal accounts share the better class.",
        ),
        (
            "累计份额只在大于 0 的数里排；不大于 0 的归最后一类；一个大于 0 的都没有，谁都没有类。",
            "A cumulative share goes by numbers above 0; the others are in the last class; with none above 0 nobody has a class.",
        ),
    ],
    units: &[
        (
            ("阈值的界", "Bounds of thresholds"),
            ("与所用的量相同", "as the measure"),
        ),
        (
            ("分位与累计份额的界", "Bounds of quantiles and shares"),
            ("0 – 100%", "0 – 100%"),
        ),
    ],
    sources: &[
        (
            "ABC（帕累托）分析：没有公认的界，80/15/5、70/25/5 等都有人用，所以由各书自定。",
            "ABC or Pareto analysis: no bounds are agreed (80/15/5, 70/25/5 are all in use), so each book sets its own.",
        ),
        (
            "工业品营销研究中心培训稿（约 2007 年）的单一指标分类法。",
            "Single-indicator classification of the IMSC training deck, about 2007.",
        ),
    ],
    deck: &[
        (
            "原稿只列指标，没有算法与界；这里的窗口、分母与界都是本书的定义。",
            "The deck lists indicators without formulas or bounds; windows, divisors and bounds are ours.",
        ),
        (
            "原稿自己也批评“单子大的多是大客户”：所以另有一页比较规模与价值的排序。",
            "The deck itself doubts that big orders make key accounts: another page compares size and value.",
        ),
    ],
    shown: &[Shown::Portfolio, Shown::Each(PageKind::Account)],
    keys: &["accounts[].classes.*"],
};

pub(super) fn classifiers(scope: Scope<'_>, ids: &[Id]) -> ModelPage {
    let all = scope.book().rulers.classifiers.iter();
    let own = all.filter(|classifier| ids.contains(&classifier.id.value));
    ModelPage {
        parts: own.map(|classifier| part(scope, classifier)).collect(),
        ..primed(scope, "classifiers", &PRIMER)
    }
}

/// What a classifier is called.
pub(super) fn title(scope: Scope<'_>, classifier: &Classifier) -> String {
    let name = classifier.name.as_ref();
    name.map_or_else(|| scope.label(&classifier.id.value), |name| scope.text(name))
}

fn part(scope: Scope<'_>, classifier: &Classifier) -> Part {
    let values = measures::values(scope, &classifier.indicator.value);
    let classes: BTreeMap<&Id, &Id> = scope
        .shared
        .assessment
        .accounts
        .iter()
        .filter_map(|(id, account)| Some((id, account.classes.get(&classifier.id.value)?)))
        .collect();
    let n_unclassed = scope.shared.assessment.accounts.len() - classes.len();
    Part {
        id: classifier.id.value.to_string(),
        title: title(scope, classifier),
        lead: String::new(),
        formula: formula(scope, classifier),
        inputs: Vec::new(),
        facts: vec![
            Fact {
                name: scope.pick("量 x", "Measure x"),
                values: vec![measures::label(scope, &classifier.indicator.value)],
                title: None,
            },
            fact(
                scope.say("direction"),
                classifier.direction.label(scope.lang).to_owned(),
            ),
            fact(
                scope.say("method"),
                classifier.method.label(scope.lang).to_owned(),
            ),
        ],
        tables: vec![table(scope, classifier, &classes)],
        status: scope.pick(
            format!("{} 家有类，{n_unclassed} 家的量未知。", classes.len()),
            format!(
                "{} with a class, {n_unclassed} of which the measure is unknown.",
                classes.len()
            ),
        ),
        accounts: Vec::new(),
        example: example(scope, classifier, &values, &classes),
        no_example: scope.say("no_example"),
    }
}

fn formula(scope: Scope<'_>, classifier: &Classifier) -> Vec<ClauseRow> {
    let is_high = classifier.direction == Direction::High;
    let (text, signs) = match (classifier.method, classifier.crossing) {
        (ClassMethod::Thresholds, _) => (
            scope.pick(
                "从好到差，第一个够得着界的类；界算在内。",
                "The first class from the best whose bound is reached, bounds included.",
            ),
            if is_high { "x ≥ β" } else { "x ≤ β" },
        ),
        (ClassMethod::Quantiles, _) => (
            scope.pick(
                "按排名：名次 r 不超过 n 家的 β% 向上取整；名次 = 1 + 比它好的家数。",
                "By rank: r, which is 1 + how many are better, is within β% of n, rounded up.",
            ),
            "r ≤ ⌈β × n ÷ 100⌉",
        ),
        (ClassMethod::CumulativeShare, Crossing::In) => (
            scope.pick(
                "从好到差排好，排在它前面的合计 F 占总计 T 的比例小于界；越过界的那一个算内。",
                "In order, F, what stands before it adds up to, is below the bound as a share of T, the sum of all; the one that crosses is in.",
            ),
            "F ÷ T × 100 < β",
        ),
        (ClassMethod::CumulativeShare, Crossing::Out) => (
            scope.pick(
                "从好到差排好，连它自己在内的合计 F + x 占总计 T 的比例不超过界；越过界的那一个算外。",
                "In order, F + x, itself included, is within the bound as a share of T, the sum of all; the one that crosses is out.",
            ),
            "(F + x) ÷ T × 100 ≤ β",
        ),
    };
    vec![ClauseRow {
        text,
        signs: signs.to_owned(),
    }]
}

fn table(scope: Scope<'_>, classifier: &Classifier, classes: &BTreeMap<&Id, &Id>) -> Grid {
    let n_in = |class: &Class| classes.values().filter(|id| ***id == class.id.value).count();
    let unit = match classifier.method {
        ClassMethod::Thresholds => measures::unit(scope, &classifier.indicator.value),
        ClassMethod::Quantiles | ClassMethod::CumulativeShare => "%".to_owned(),
    };
    Grid {
        caption: format!("{} · {}", title(scope, classifier), scope.say("classes")),
        head: head(&[
            (scope.pick("类", "Class"), false),
            (scope.pick("界 β", "Bound β"), true),
            (scope.say("accounts"), true),
        ]),
        rows: classifier
            .classes
            .iter()
            .map(|class| {
                let bound = class.bound.as_ref().map_or_else(
                    || scope.pick("其余", "the rest"),
                    |bound| format!("{}{unit}", format::grouped(bound, 4)),
                );
                row(vec![
                    (class.id.value.to_string(), false),
                    (bound, true),
                    (n_in(class).to_string(), true),
                ])
            })
            .collect(),
    }
}
