//! The gallery's charts of one account's dossier, with sample people and firms that do not exist.

use crate::chart::brief_map;
use crate::chart::dials;
use crate::chart::dials::Dial;
use crate::chart::dials::DialsData;
use crate::chart::dials::Limit;
use crate::chart::frame::Frame;
use crate::chart::frame::Svg;
use crate::chart::radar;
use crate::chart::radar::Axis;
use crate::chart::radar::RadarData;
use crate::chart::relationship_map;
use crate::chart::relationship_map::Contact;
use crate::chart::relationship_map::Reach;
use crate::chart::relationship_map::RelationshipMapData;
use crate::chart::staircase;
use crate::chart::staircase::StaircaseData;
use crate::chart::staircase::Standing;
use crate::chart::staircase::Step;
use crate::chart::timeline;
use crate::chart::timeline::Item;
use crate::chart::timeline::Kind;
use crate::chart::timeline::TimelineData;
use crate::chart::transformation;
use crate::chart::transformation::Offering;
use crate::chart::transformation::Status;
use crate::chart::transformation::TransformationData;
use crate::chart::wallet;
use crate::chart::wallet::Cell;
use crate::chart::wallet::WalletData;
use crate::chart::wallet::With;
use crate::diag::Lang;

/// Width of the wide forms, in units.
const WIDE: f64 = 1080.0;

type Draw = Box<dyn Fn(&Frame) -> Svg>;

/// Id, finding, what is shown, and the chart.
type Entry = (String, &'static str, &'static str, Draw);

/// A chart with its data ready, so that what is measured is the drawing.
fn of<D: 'static>(data: D, draw: fn(&D, &Frame) -> Svg) -> Draw {
    Box::new(move |frame| draw(&data, frame))
}

/// Every chart at one width.
pub fn charts(lang: Lang, width: f64) -> Vec<(Frame, Svg)> {
    drawn(lang, (width, ""))
}

/// Every chart as it is where there is room.
pub fn wide(lang: Lang) -> Vec<(Frame, Svg)> {
    drawn(lang, (WIDE, "-wide"))
}

/// Every chart by its id, at the widths a page may have, as something that can be drawn again and again.
pub fn again() -> Vec<(String, Box<dyn Fn() -> Svg>)> {
    let mut draws: Vec<(String, Box<dyn Fn() -> Svg>)> = Vec::new();
    for width in [480.0, WIDE] {
        for (id, title, desc, draw) in entries(Lang::Zh) {
            let frame = Frame {
                width,
                ..Frame::new(&id, Lang::Zh, title, desc)
            };
            draws.push((format!("{id} at {width}"), Box::new(move || draw(&frame))));
        }
    }
    draws
}

fn drawn(lang: Lang, (width, suffix): (f64, &str)) -> Vec<(Frame, Svg)> {
    let one = |(id, title, desc, draw): Entry| {
        let id = format!("{id}{suffix}-{}", lang.key());
        let frame = Frame {
            width,
            ..Frame::new(&id, lang, title, desc)
        };
        let svg = draw(&frame);
        (frame, svg)
    };
    entries(lang).into_iter().map(one).collect()
}

/// How many items a hard case has.
const SIZES: [usize; 5] = [0, 1, 2, 12, 200];

/// Charts with no, few, many and far too many items, with long names in two scripts and with much that is unknown.
fn hard(kind: &str, n: usize) -> Option<Draw> {
    let draw: Draw = match kind {
        "relations" => of(relationship_map::tests::of(n), relationship_map::draw),
        "brief-map" => of(brief_map::tests::of(n), brief_map::draw),
        "wallet" => of(wallet::tests::of(n, 1 + n / 4), wallet::draw),
        "staircase" => of(staircase::tests::of(n, 3), staircase::draw),
        "transformation" => of(transformation::tests::of(n, (3, 3)), transformation::draw),
        "timeline" => of(timeline::tests::of(n), timeline::draw),
        "dials" => of(dials::tests::of(n.min(12)), dials::draw),
        "radar" => of(radar::tests::of(n), radar::draw),
        _ => return None,
    };
    Some(draw)
}

fn entries(lang: Lang) -> Vec<Entry> {
    let mut entries = samples(lang);
    let kinds: Vec<String> = entries.iter().map(|entry| entry.0.clone()).collect();
    for kind in kinds {
        for n in SIZES {
            let id = if n == 0 {
                format!("{kind}-none")
            } else {
                format!("{kind}-{n}")
            };
            entries.extend(hard(&kind, n).map(|draw| (id, "难例", "长名与未知", draw)));
        }
    }
    entries
}

fn samples(lang: Lang) -> Vec<Entry> {
    let samples: Vec<(&str, &'static str, &'static str, Draw)> = vec![
        (
            "relations",
            "行长支持，网点无人触达",
            "决策链，2026-09-30",
            of(relations(lang), relationship_map::draw),
        ),
        (
            "relations-large",
            "四十人，一半无人触达",
            "决策链",
            of(many_contacts(40), relationship_map::draw),
        ),
        (
            "relations-flat",
            "还没有写谁向谁汇报",
            "决策链",
            of(flat(), relationship_map::draw),
        ),
        (
            "brief-map",
            "行长支持，网点无人触达",
            "决策链：影响力、态度、我方触达",
            of(relations(lang), brief_map::draw),
        ),
        (
            "wallet",
            "钱包里一半不在我方",
            "2026 年各单位支出，万元",
            of(purse(), wallet::draw),
        ),
        (
            "wallet-large",
            "六个单位，十种产品",
            "2026 年各单位支出，万元",
            of(large_purse(), wallet::draw),
        ),
        (
            "staircase",
            "多数客户在第二阶，澜江已到第三阶",
            "金融业需求演进",
            of(stairs(4), staircase::draw),
        ),
        (
            "staircase-long",
            "九个阶段",
            "需求演进",
            of(stairs(9), staircase::draw),
        ),
        (
            "transformation",
            "从基础网络走向信息内容",
            "横向与纵向转型",
            of(turning(3), transformation::draw),
        ),
        (
            "transformation-large",
            "五个横向阶段",
            "横向与纵向转型",
            of(turning(5), transformation::draw),
        ),
        (
            "timeline",
            "两项逾期，年底前进入短名单",
            "目标、行动与合同，2026-09-30",
            of(plans(), timeline::draw),
        ),
        (
            "dials",
            "增长快，服务成本越限",
            "驾驶舱，2026-09-30",
            of(cockpit(), dials::draw),
        ),
        (
            "radar",
            "市场认知最强，关系与文化未评",
            "选择评分各组均值，1–10",
            of(groups(5), radar::draw),
        ),
        (
            "radar-eight",
            "八组",
            "各组均值，1–10",
            of(groups(8), radar::draw),
        ),
        (
            "radar-two",
            "只有两组",
            "各组均值，1–10",
            of(groups(2), radar::draw),
        ),
    ];
    samples
        .into_iter()
        .map(|(id, title, desc, draw)| (id.to_string(), title, desc, draw))
        .collect()
}

fn relations(lang: Lang) -> RelationshipMapData {
    let say = |zh: &str, en: &str| {
        if lang == Lang::Zh {
            zh.to_string()
        } else {
            en.to_string()
        }
    };
    let reach = |name: &str, strength, is_thread| Reach {
        name: name.into(),
        strength: Some(strength),
        is_thread,
    };
    let contact = |label: String, title: String, chief: Option<usize>, roles: &[(&str, &str)]| Contact {
        label,
        title: Some(title),
        reports_to: chief,
        roles: roles.iter().map(|(zh, en)| say(zh, en)).collect(),
        ..Contact::default()
    };
    let contacts = vec![
        Contact {
            influence: Some(5.0),
            support: Some(1.0),
            reach: vec![reach("陈立", 3.0, true)],
            href: Some("#president".into()),
            ..contact(
                say("行长", "President"),
                say("总行", "Head office"),
                None,
                &[("拍板", "economic")],
            )
        },
        Contact {
            influence: Some(4.0),
            support: Some(2.0),
            reach: vec![reach("林澈", 4.0, true), reach("周宁", 1.5, false)],
            ..contact(
                say("信息科技部总经理", "Head of information technology"),
                say("总经理 · 科技部", "General manager, IT"),
                Some(0),
                &[("技术", "technical"), ("发起", "initiator"), ("教练", "coach")],
            )
        },
        Contact {
            influence: Some(3.0),
            support: Some(-1.0),
            reach: vec![reach("林澈", 2.0, true)],
            ..contact(
                say("采购部经理", "Purchasing manager"),
                say("采购部", "Purchasing"),
                Some(0),
                &[("采购", "buyer"), ("守门", "gatekeeper")],
            )
        },
        Contact {
            influence: Some(2.0),
            support: Some(0.0),
            is_uncovered: true,
            ..contact(
                say("网点负责人", "Head of branches"),
                say("运营部", "Operations"),
                Some(1),
                &[("使用", "user")],
            )
        },
        Contact {
            influence: Some(3.0),
            support: Some(-2.0),
            is_uncovered: true,
            reach: vec![reach("周宁", 1.2, false)],
            ..contact(
                say("架构师", "Architect"),
                say("科技部", "IT"),
                Some(1),
                &[("影响", "influencer")],
            )
        },
        Contact {
            reach: vec![reach("林澈", 2.5, true)],
            ..contact(
                say("财务总监", "Finance director"),
                say("总行", "Head office"),
                Some(0),
                &[],
            )
        },
    ];
    RelationshipMapData {
        contacts,
        open_roles: vec![say("使用", "user"), say("核准", "approver")],
    }
}

/// A chief, departments, and people in them.
fn many_contacts(n: usize) -> RelationshipMapData {
    let departments = ["科技部", "采购部", "运营部", "零售部", "财务部"];
    let contact = |idx: usize| {
        let department = departments.get(idx % 5).copied().unwrap_or_default();
        Contact {
            label: match idx {
                0 => "行长".into(),
                1..=5 => format!("{department}总经理"),
                _ => format!("{department}专员{idx}"),
            },
            title: Some(department.into()),
            reports_to: match idx {
                0 => None,
                1..=5 => Some(0),
                _ => Some(1 + idx % 5),
            },
            roles: if idx.is_multiple_of(3) {
                vec!["使用".into()]
            } else {
                vec![]
            },
            influence: (idx % 9 != 8).then_some((5 - idx.min(20) / 4) as f64),
            support: (idx % 7 != 6).then_some((idx % 5) as f64 - 2.0),
            reach: if idx.is_multiple_of(2) {
                vec![Reach {
                    name: "林澈".into(),
                    strength: Some(3.5),
                    is_thread: true,
                }]
            } else {
                vec![]
            },
            is_uncovered: idx % 2 == 1,
            href: Some("#c".into()),
        }
    };
    RelationshipMapData {
        contacts: (0..n).map(contact).collect(),
        open_roles: vec![],
    }
}

fn flat() -> RelationshipMapData {
    let mut data = many_contacts(7);
    for contact in &mut data.contacts {
        contact.reports_to = None;
    }
    data
}

fn purse() -> WalletData {
    let cell = |unit: &str, offering: &str, spend, with| Cell {
        unit: Some(unit.into()),
        offering: offering.into(),
        spend,
        with,
        ..Cell::default()
    };
    let until = |day: &str, cell| Cell {
        contract_end: Some(day.into()),
        ..cell
    };
    let cells = vec![
        until("2027-03-31", cell("科技部", "核心托管", Some(60.0), With::Us)),
        cell("运营部", "专线", Some(40.0), With::Us),
        Cell {
            who: Some("远帆软件".into()),
            ..until("2026-12-31", cell("科技部", "软件", Some(80.0), With::Competitor))
        },
        cell("科技部", "运维", Some(20.0), With::Internal),
        cell("科技部", "专线", Some(12.0), With::Us),
        Cell {
            who: Some("北原网络".into()),
            ..cell("科技部", "专线", Some(18.0), With::Competitor)
        },
        cell("零售部", "数据实验室", Some(0.0), With::None),
        cell("运营部", "网点套件", None, With::Unknown),
        cell("零售部", "软件", None, With::Competitor),
    ];
    WalletData {
        money: "万元".into(),
        cells,
    }
}

fn large_purse() -> WalletData {
    let units = [
        "科技部",
        "运营部",
        "零售部",
        "公司部",
        "风险管理部",
        "村镇银行管理总部",
    ];
    let offerings = [
        "核心托管",
        "专线",
        "软件",
        "运维",
        "数据实验室",
        "网点套件",
        "云桌面",
        "灾备",
        "安全服务与等级保护测评",
        "咨询",
    ];
    let with = [
        With::Us,
        With::Competitor,
        With::Internal,
        With::Unknown,
        With::None,
    ];
    let of = |(at, unit): (usize, &&str)| {
        let cell = |(idx, offering): (usize, &&str)| Cell {
            unit: Some((*unit).into()),
            offering: (*offering).into(),
            spend: ((at + idx) % 7 != 6).then_some(((at * 31 + idx * 47) % 97) as f64 * 11.5),
            with: with.get((at * 3 + idx) % 5).copied().unwrap_or_default(),
            contract_end: (at + idx).is_multiple_of(4).then(|| "2026-11-30".into()),
            ..Cell::default()
        };
        offerings.iter().enumerate().map(cell).collect::<Vec<Cell>>()
    };
    WalletData {
        money: "万元".into(),
        cells: units
            .iter()
            .enumerate()
            .flat_map(of)
            .filter(|cell| cell.spend != Some(0.0))
            .collect(),
    }
}

fn stairs(n: usize) -> StaircaseData {
    let stages = [
        "联网应用",
        "数据集中及整合",
        "应用整合",
        "价值整合",
        "开放平台",
        "场景共建",
        "数据资产经营",
        "生态治理",
        "产业互联",
    ];
    let names = [
        "云帆证券",
        "青山信用社",
        "东麓农商行",
        "北岸银行",
        "长堤保险",
        "短亭基金",
        "西溪信托",
        "石桥租赁",
        "澜江商业银行",
    ];
    let standing = |label: &str| Standing {
        label: label.into(),
        href: Some("#a".into()),
        is_own: label.starts_with("澜江"),
    };
    let on: [&[usize]; 4] = [&[1, 2], &[0, 3, 4, 5, 6, 7], &[8], &[]];
    let step = |(idx, label): (usize, &&str)| Step {
        label: (*label).into(),
        is_stub: idx >= 3,
        accounts: on
            .get(idx)
            .into_iter()
            .flat_map(|on| on.iter())
            .filter_map(|at| names.get(*at))
            .map(|name| standing(name))
            .collect(),
        n_more: if idx == 1 { 12 } else { 0 },
        ..Step::default()
    };
    StaircaseData {
        steps: stages.iter().take(n).enumerate().map(step).collect(),
        outside: vec![standing("春野村镇银行")],
        n_outside: 3,
    }
}

fn turning(n: usize) -> TransformationData {
    let horizontal = ["基础网络", "综合业务", "一站式方案", "平台经营", "生态共建"];
    let vertical = ["通讯", "信息服务", "信息内容"];
    let rows = [
        ("本地专线", 0, 0, Status::Current),
        ("长途电路", 0, 0, Status::Current),
        ("宽带接入", 0, 0, Status::Current),
        ("寻呼", 0, 0, Status::Dropped),
        ("系统集成", 1, 1, Status::Current),
        ("信息技术咨询", 1, 1, Status::Partner),
        ("外包服务", 2, 1, Status::Target),
        ("游戏软件与行动内容发行", 1, 2, Status::Target),
        ("学习内容", 1, 2, Status::Partner),
        ("综合解决方案", 2, 2, Status::Target),
        ("移动通讯", 1, 0, Status::Target),
        ("开放接口", 3, 2, Status::Target),
        ("联合运营", 4, 0, Status::Target),
    ];
    let offering = |(label, h, v, status): &(&str, usize, usize, Status)| Offering {
        label: (*label).into(),
        h: Some(*h),
        v: Some(*v),
        status: *status,
        note: None,
        href: Some("#o".into()),
    };
    TransformationData {
        horizontal: horizontal.iter().take(n).map(|name| (*name).into()).collect(),
        vertical: vertical.iter().map(|name| (*name).into()).collect(),
        offerings: rows.iter().filter(|row| row.1 < n).map(offering).collect(),
        fulcrum: Some("云网融合".into()),
    }
}

fn plans() -> TimelineData {
    let day = |text: &str| text.parse().ok();
    let item = |label: &str, kind, owner: &str, due: &str| Item {
        label: label.into(),
        kind,
        owner: (!owner.is_empty()).then(|| owner.into()),
        due: day(due),
        href: Some("#t".into()),
        ..Item::default()
    };
    let done = |on: &str, item| Item {
        is_done: true,
        done: day(on),
        ..item
    };
    let items = vec![
        item("安排行长参观灾备中心", Kind::Action, "陈立", "2026-08-15"),
        item(
            "拜访网点负责人，弄清设备换代计划",
            Kind::Action,
            "林澈",
            "2026-04-30",
        ),
        done(
            "2026-06-20",
            item("提交不停机方案", Kind::Action, "周宁", "2026-07-31"),
        ),
        item("进入核心换代短名单", Kind::Objective, "", "2026-12-31"),
        item("核心托管续约", Kind::ContractEnd, "", "2027-03-31"),
        item("远帆软件", Kind::ContractEnd, "", "2026-12-31"),
        item("数据平台试点", Kind::Action, "周宁", "2026-11-15"),
        item("钱包份额到六成", Kind::Objective, "林澈", "2027-06-30"),
        item("整理客户档案", Kind::Action, "林澈", ""),
        item("三年规划", Kind::Objective, "陈立", "2032-06-30"),
    ];
    TimelineData {
        as_of: jiff::civil::date(2026, 9, 30),
        items,
    }
}

fn cockpit() -> DialsData {
    let dial = |label: &str, note: &str, value, scale| Dial {
        label: label.into(),
        note: Some(note.into()),
        value,
        scale,
        limit: None,
        href: Some("#d".into()),
    };
    DialsData {
        dials: vec![
            dial("飞行速度", "收入比上年", Some(20.7), (-50.0, 50.0)),
            dial("飞行高度", "钱包份额", None, (0.0, 100.0)),
            Dial {
                limit: Some(Limit {
                    label: "R5".into(),
                    value: 15.0,
                    is_most: true,
                    is_broken: true,
                }),
                ..dial("耗油量", "服务成本占收入", Some(17.4), (0.0, 30.0))
            },
        ],
    }
}

fn groups(n: usize) -> RadarData {
    let rows = [
        ("市场认知", Some(7.5), Some(7.5), Some(7.5), 6.0),
        ("对我方的价值", Some(7.2), Some(5.8), Some(7.8), 5.5),
        ("关系与文化", None, None, None, 5.0),
        ("能力与增长", Some(5.4), Some(4.6), Some(6.4), 6.2),
        ("企业战略一致", Some(8.0), Some(8.0), Some(8.0), 7.0),
        ("付款与信用", Some(3.0), Some(3.0), Some(3.0), 6.8),
        ("区域与行业影响", Some(6.1), Some(3.9), Some(8.8), 5.9),
        ("服务负担", Some(9.1), Some(9.1), Some(9.1), 7.7),
    ];
    type Row<'a> = (&'a str, Option<f64>, Option<f64>, Option<f64>, f64);
    let axis = |(label, value, low, high, benchmark): &Row<'_>| Axis {
        label: (*label).into(),
        value: *value,
        low: *low,
        high: *high,
        benchmark: Some(*benchmark),
        href: Some("#g".into()),
    };
    RadarData {
        scale: (1.0, 10.0),
        axes: rows.iter().take(n).map(axis).collect(),
        benchmark_words: "全部客户均值".into(),
    }
}
