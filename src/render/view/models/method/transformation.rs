//! The transformation grid 横向与纵向转型.

use crate::engine::transformation::CellCount;
use crate::engine::transformation::cells;
use crate::engine::transformation::open_to;
use crate::engine::transformation::whole;
use crate::model::account::Account;
use crate::model::book::PageKind;
use crate::model::id::Id;
use crate::model::industry::Axis;
use crate::model::industry::Transformation;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::models::Example;
use crate::render::view::models::head;
use crate::render::view::models::method::MethodView;
use crate::render::view::models::primer::DOSSIER;
use crate::render::view::models::primer::Home;
use crate::render::view::models::primer::Primer;
use crate::render::view::models::primer::Shown;
use crate::render::view::models::primer::clause;
use crate::render::view::models::primer::input;
use crate::render::view::models::row;
use crate::render::view::models::sums::line;
use crate::render::view::models::sums::over;
use crate::render::view::parts::Grid;

pub(super) const METHOD: MethodView = MethodView {
    primer: PRIMER,
    facts: |_| Vec::new(),
    parts: |_| Vec::new(),
    example,
};

const INDUSTRY: Home = Home::Table("industries");

const PRIMER: Primer = Primer {
    purpose: (
        "横向扩到更多业务，纵向深入到内容：看手里有什么、打算添什么，以及一家客户还没用上哪几样。",
        "Breadth on one axis, depth on the other: what we have, what we mean to add, and what an account does not use yet.",
    ),
    inputs: &[
        input(
            "",
            ("横轴与纵轴上的格", "steps of the two axes"),
            INDUSTRY,
            "transformation.axes",
        ),
        input(
            "",
            ("产品，在哪一格，什么状态", "offerings, their cell and state"),
            INDUSTRY,
            "transformation.offerings[].status",
        ),
        input(
            "",
            ("客户在用的产品", "offerings the account uses"),
            DOSSIER,
            "offerings[].status",
        ),
    ],
    formula: &[
        clause(
            "每格数：在用 a，目标 b，伙伴提供，已放弃。",
            "Count each cell: a in use, b targets, of partners, dropped.",
            "",
        ),
        clause(
            "比例：目标比在用。",
            "Ratio: targets for each in use.",
            "q = b ÷ a",
        ),
        clause(
            "一家客户的空白：网格里在用与目标的产品，去掉它已在用的。",
            "An account’s whitespace: what the grid has in use or as a target, without what the account uses.",
            "",
        ),
    ],
    edges: &[
        (
            "没有在用的格，比例未知。",
            "A cell with nothing in use has no ratio.",
        ),
        (
            "产品所在的格必须在轴上，否则是错误。",
            "An offering must lie on the axes: otherwise it is an error.",
        ),
        (
            "伙伴提供的与已放弃的，不算空白。",
            "What partners provide or we dropped is no whitespace.",
        ),
    ],
    units: &[
        (("a、b", "a, b"), ("样", "offerings")),
        (("q", "q"), ("0 以上", "from 0")),
    ],
    sources: &[(
        "工业品营销研究中心培训稿（约 2007 年）里某运营商的横向与纵向转型图。",
        "The map of an operator’s horizontal and vertical transformation in the IMSC training deck, about 2007.",
    )],
    deck: &[(
        "原图两栏条目交错在一起，哪样属于哪一栏是我们的读法；状态、期限、负责人是本书加的。",
        "In the deck the items of two columns are interleaved, so which belongs where is our reading; states, days and owners are added here.",
    )],
    shown: &[Shown::Each(PageKind::Industry), Shown::Here],
    keys: &[],
};

fn example(scope: Scope<'_>) -> Option<Example> {
    let industries = scope.book().industries.iter();
    let grids = industries.filter_map(|(id, page)| Some((id, page.data.transformation.as_ref()?)));
    let (id, grid) = grids.fold(
        None,
        |best: Option<(&Id, &Transformation)>, (id, grid)| match best {
            Some((_, most)) if grid.offerings.len() <= most.offerings.len() => best,
            _ => Some((id, grid)),
        },
    )?;
    let all = whole(grid);
    let mut lines = vec![format!("a = {}", all.current), format!("b = {}", all.target)];
    if let Some(ratio) = all.ratio() {
        lines.push(line("q", &over(all.target, all.current), &ratio, 4, ""));
    }
    lines.extend(whitespace(scope, id, grid));
    let rows = cells(grid).into_iter().map(|((h, v), cell)| {
        let CellCount {
            current,
            target,
            partner,
            dropped,
        } = cell;
        row(vec![
            (
                format!(
                    "{} × {}",
                    axis(scope, &grid.horizontal, &h),
                    axis(scope, &grid.vertical, &v)
                ),
                false,
            ),
            (current.to_string(), true),
            (target.to_string(), true),
            (partner.to_string(), true),
            (dropped.to_string(), true),
            (scope.number(cell.ratio().as_ref(), 4), true),
        ])
    });
    Some(Example {
        subject: scope.industry(id),
        picked: scope.pick(
            "取产品最多的网格；并列时取编号在前的行业。",
            "The grid with most offerings; of equals the first industry by id.",
        ),
        table: Some(Grid {
            caption: scope.say("transformation"),
            head: head(&[
                (scope.pick("格", "Cell"), false),
                (scope.pick("在用 a", "In use a"), true),
                (scope.pick("目标 b", "Target b"), true),
                (scope.pick("伙伴提供", "Partner"), true),
                (scope.pick("已放弃", "Dropped"), true),
                ("q".to_owned(), true),
            ]),
            rows: rows.collect(),
        }),
        lines,
    })
}

fn axis(scope: Scope<'_>, axis: &[Axis], id: &Id) -> String {
    let step = axis.iter().find(|step| step.id.value == *id);
    step.map_or_else(|| id.to_string(), |step| scope.text(&step.name))
}

/// What the first account of the industry by id does not use yet.
fn whitespace(scope: Scope<'_>, industry: &Id, grid: &Transformation) -> Option<String> {
    let accounts = scope.book().accounts.values().map(|page| &page.data);
    let account: &Account = accounts
        .into_iter()
        .find(|account| account.industry.value == *industry)?;
    let name = |id: &Id| {
        let offering = grid.offerings.iter().find(|offering| offering.id.value == *id);
        let name = offering.and_then(|offering| offering.name.as_ref());
        name.map_or_else(|| scope.label(id), |name| scope.text(name))
    };
    let open: Vec<String> = open_to(grid, account).iter().map(name).collect();
    let open = if open.is_empty() {
        scope.say("none")
    } else {
        format::joined(&open, scope.lang)
    };
    let account = scope.text(&account.name);
    Some(scope.pick(
        format!("{account}还没用上：{open}"),
        format!("{account} does not use yet: {open}"),
    ))
}
