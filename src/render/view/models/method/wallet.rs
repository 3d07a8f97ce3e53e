//! Share of wallet 钱包份额 and whitespace 业务空白.

use crate::engine::wallet::is_known;
use crate::model::account::SpendWith;
use crate::model::book::PageKind;
use crate::model::exact::Exact;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::models::Example;
use crate::render::view::models::head;
use crate::render::view::models::measures;
use crate::render::view::models::method::MethodView;
use crate::render::view::models::pick::most_known;
use crate::render::view::models::primer::DOSSIER;
use crate::render::view::models::primer::Primer;
use crate::render::view::models::primer::Shown;
use crate::render::view::models::primer::clause;
use crate::render::view::models::primer::input;
use crate::render::view::models::row;
use crate::render::view::models::sums::Sum;
use crate::render::view::models::sums::line;
use crate::render::view::models::sums::over;
use crate::render::view::models::sums::plus;
use crate::render::view::models::sums::total;
use crate::render::view::parts::Grid;

pub(super) const METHOD: MethodView = MethodView {
    primer: PRIMER,
    facts: |_| Vec::new(),
    parts: |_| Vec::new(),
    example,
};

const PRIMER: Primer = Primer {
    purpose: (
        "客户在我们这类东西上一年花多少，其中多少归我们，还有多少可争：用来找下一笔生意。",
        "What the account spends a year on what we sell, how much of it is ours, and how much is left to win: where the next business is.",
    ),
    inputs: &[
        input(
            "",
            ("一格：哪一年、哪样产品、哪个部门", "a cell: year, offering, unit"),
            DOSSIER,
            "wallet[].offering",
        ),
        input(
            "u, v",
            ("这一格一年的支出", "spend of the cell in the year"),
            DOSSIER,
            "wallet[].spend",
        ),
        input(
            "",
            (
                "归谁：我方、对手、客户自做、没有支出、不清楚",
                "who gets it: us, a competitor, the customer itself, nobody, unknown",
            ),
            DOSSIER,
            "wallet[].with",
        ),
    ],
    formula: &[
        clause(
            "我方：归我方各格的支出之和。",
            "Ours: the spend of the cells that go to us.",
            "U = Σ u",
        ),
        clause(
            "空白：归对手与客户自做各格的支出之和。",
            "Whitespace: the spend of the cells that go to competitors or are done by the customer.",
            "V = Σ v",
        ),
        clause(
            "份额：我方占两者之和。",
            "Share: ours over both.",
            "p = U ÷ (U + V)",
        ),
    ],
    edges: &[
        (
            "只看不晚于截至日的最近一年；更早的年份不参与。",
            "Only the newest year not after the book’s day counts.",
        ),
        (
            "不清楚归谁、或归谁已知而支出未知的格不参与，另报已知几格、共几格。",
            "Cells of which we do not know who gets them, or how much, are left out; how many are known is said beside.",
        ),
        (
            "没有支出的格算已知，不进分母。",
            "A cell with no spend is known and adds nothing.",
        ),
        (
            "已知的支出合计为 0：份额未知。",
            "With no spend known the share is unknown.",
        ),
    ],
    units: &[
        (("份额 p", "Share p"), ("0 – 1", "0 – 1")),
        (
            ("空白 V", "Whitespace V"),
            ("本书币种的金额，0 以上", "money of the book’s currency, from 0"),
        ),
    ],
    sources: &[(
        "钱包份额是通行的说法：我方销售额占客户同类总支出；空白格的写法见 Prolifiq 与 Gary Smith Partnership 的大客户计划说明。",
        "Share of wallet as commonly used: our sales over the customer’s spend of the kind; cells as in the account-planning guides of Prolifiq and the Gary Smith Partnership.",
    )],
    deck: &[(
        "培训稿没有钱包表；它只画了收入构成。",
        "The training deck has no wallet, only the composition of revenue.",
    )],
    shown: &[Shown::Each(PageKind::Account), Shown::Here],
    keys: &[
        "accounts[].wallet.share",
        "accounts[].wallet.whitespace",
        "accounts[].wallet.known_cells",
        "accounts[].wallet.all_cells",
        "accounts[].dials.altitude",
    ],
};

fn example(scope: Scope<'_>) -> Option<Example> {
    let picked = most_known(scope, |picked| {
        let wallet = picked.assessed.own.wallet.as_ref()?;
        wallet.share.as_ref()?;
        Some(wallet.known_cells)
    })?;
    let wallet = picked.assessed.own.wallet.as_ref()?;
    let cells = || {
        picked
            .account
            .wallet
            .iter()
            .filter(|cell| cell.year == wallet.year)
    };
    let unit = measures::money(scope);
    let of = |with: &[SpendWith]| -> Vec<Exact> {
        let own = cells().filter(|cell| with.contains(&cell.with));
        own.filter_map(|cell| cell.spend.as_ref()?.value.clone())
            .collect()
    };
    let mut lines = Vec::new();
    let mut summed = |sign: &str, values: Vec<Exact>| {
        let (sum, word) = total(scope, &values);
        let value = sum.value(None).unwrap_or_default();
        lines.extend(word);
        lines.push(if values.is_empty() {
            format!("{sign} = 0")
        } else {
            line(sign, &sum, &value, 2, &unit)
        });
        value
    };
    let ours = summed("U", of(&[SpendWith::Us]));
    let open = summed("V", of(&[SpendWith::Competitor, SpendWith::Internal]));
    let share = over(&ours, plus([Sum::from(&ours), Sum::from(&open)]));
    lines.push(line("p", &share, wallet.share.as_ref()?, 4, ""));
    lines.push(scope.pick(
        format!("已知 {} 格，共 {} 格", wallet.known_cells, wallet.all_cells),
        format!("{} of {} cells known", wallet.known_cells, wallet.all_cells),
    ));
    let rows = cells().map(|cell| {
        let spend = cell.spend.as_ref().and_then(|spend| spend.value.as_ref());
        row(vec![
            (scope.label(&cell.offering), false),
            (cell.unit.clone().unwrap_or_default(), false),
            (
                spend.map_or_else(|| format::UNKNOWN.to_owned(), |spend| format::grouped(spend, 2)),
                true,
            ),
            (cell.with.label(scope.lang).to_owned(), false),
            (scope.say(if is_known(cell) { "yes" } else { "no" }), false),
        ])
    });
    Some(Example {
        subject: scope.account(picked.id),
        picked: scope.pick(
            "取已知格数最多的客户；并列时取编号在前的。",
            "The account with most cells known; of equals the first by id.",
        ),
        table: Some(Grid {
            caption: format!("{} {}", scope.say("wallet"), wallet.year),
            head: head(&[
                (scope.say("offering"), false),
                (scope.say("unit"), false),
                (format!("{} ({})", scope.say("spend"), unit.trim()), true),
                (scope.say("with"), false),
                (scope.pick("已知", "Known"), false),
            ]),
            rows: rows.collect(),
        }),
        lines,
    })
}
