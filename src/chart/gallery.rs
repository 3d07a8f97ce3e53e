//! All charts on one page, to be looked at: written where `KEYBOOK_GALLERY` says, checked always.

mod cost;
mod dossier;
mod figures;
mod hard;
mod portfolio;
mod seen;
mod timing;

use crate::chart::attractiveness::AttractivenessData;
use crate::chart::attractiveness::Benchmark;
use crate::chart::attractiveness::Factor;
use crate::chart::attractiveness::Industry;
use crate::chart::composition::CompositionData;
use crate::chart::composition::Part;
use crate::chart::frame::Frame;
use crate::chart::frame::Svg;
use crate::chart::interval::IntervalData;
use crate::chart::landscape::AxisWords;
use crate::chart::landscape::LandscapeData;
use crate::chart::landscape::Player;
use crate::chart::matrix::Account;
use crate::chart::matrix::MatrixData;
use crate::chart::proof;
use crate::chart::pyramid::Outside;
use crate::chart::pyramid::PyramidData;
use crate::chart::pyramid::Tier;
use crate::chart::scorecard::Criterion;
use crate::chart::scorecard::Group;
use crate::chart::scorecard::ScorecardData;
use crate::chart::seal::SealData;
use crate::chart::seal::Stamp;
use crate::chart::value::Gauge;
use crate::chart::value::Side;
use crate::chart::value::ValueData;
use crate::chart::{
    attractiveness, composition, interval, landscape, matrix, pyramid, scorecard, seal, stylesheet, value,
};
use crate::diag::Lang;

fn composition() -> CompositionData {
    let shares = [
        ("运营商 或 IT", 21.5),
        ("金融", 17.6),
        ("党政军", 14.7),
        ("其他业务", 10.0),
        ("贸易", 7.8),
        ("IT", 6.7),
        ("科教文卫", 6.2),
        ("交通运输", 4.5),
        ("制造", 4.1),
        ("旅游娱乐", 4.0),
        ("公共服务", 2.9),
    ];
    let mut parts: Vec<Part> = shares
        .iter()
        .map(|(label, share)| Part {
            label: (*label).into(),
            share: Some(*share),
            amount: Some(share * 25.6),
            is_other: *label == "其他业务",
            href: (*label == "金融").then(|| "#finance".into()),
            parts: Vec::new(),
        })
        .collect();
    parts[0].parts = vec![Part {
        label: "移动(占运营商九成)".into(),
        share: Some(90.0),
        ..Part::default()
    }];
    CompositionData {
        unit: Some("万元".into()),
        parts,
    }
}

fn few() -> CompositionData {
    let shares = [Some(58.0), Some(1.5), Some(1.0), None];
    let part = |(idx, share): (usize, &Option<f64>)| Part {
        label: proof::name(idx),
        share: *share,
        ..Part::default()
    };
    CompositionData {
        unit: None,
        parts: shares.iter().enumerate().map(part).collect(),
    }
}

fn pyramid() -> PyramidData {
    let tier = |label: &str, n, revenue, profit| Tier {
        label: label.into(),
        n,
        revenue,
        profit,
        href: Some("#tier".into()),
    };
    let outside = |label: &str, n| Outside {
        label: label.into(),
        n,
        href: Some("#out".into()),
    };
    PyramidData {
        tiers: vec![
            tier("白金卡", 3, Some(54.2), Some(61.0)),
            tier("金卡", 8, Some(27.5), Some(30.4)),
            tier("银卡", 0, Some(0.0), Some(0.0)),
            tier("普通", 41, Some(18.3), Some(8.6)),
        ],
        outside: vec![outside("不合格", 2), outside("资料不足", 5)],
    }
}

fn landscape() -> LandscapeData {
    let axis = |name: &str| AxisWords {
        name: name.into(),
        low: "低".into(),
        high: "高".into(),
        scale: (0.0, 10.0),
    };
    let places = [
        ("IBM", Some((6.0, 9.5)), true),
        ("优创等", Some((4.5, 7.5)), false),
        ("用友·金蝶·AMT 等", Some((6.0, 7.0)), false),
        ("HP", Some((5.0, 6.0)), false),
        ("中国电信·移动", Some((3.5, 5.0)), false),
        ("神州数码等", Some((2.5, 4.0)), false),
        ("毕博·埃森哲等", Some((8.0, 5.0)), true),
        ("麦肯锡等", Some((9.5, 1.5)), true),
        ("鼎桥", None, false),
        ("其他新进入者", None, false),
    ];
    let players = places.iter().map(|(label, at, is_front)| Player {
        label: (*label).into(),
        kind: None,
        x: at.map(|(x, _)| x),
        y: at.map(|(_, y)| y),
        size: None,
        is_self: label.starts_with("中国"),
        is_front: *is_front,
        is_illustrative: *label != "优创等" && *label != "HP",
        href: (*label == "优创等").then(|| "#u".into()),
    });
    LandscapeData {
        x: axis("商业理念"),
        y: axis("IT技术"),
        strong_at: Some(7.0),
        quadrants: None,
        players: players.collect(),
    }
}

fn rivals() -> LandscapeData {
    let names = [
        "华北数据服务有限公司",
        "Northern Networks",
        "安澜",
        "Meridian Consulting Group",
        "拓普软件",
        "博远",
    ];
    let player = |idx: usize| Player {
        label: format!("{}{}", names[idx % names.len()], idx),
        x: Some((idx * 37 % 61) as f64 / 8.0 + 1.5),
        y: Some((idx * 29 % 53) as f64 / 8.0 + 2.0),
        size: Some((idx * idx % 37 + 1) as f64),
        is_self: idx == 7,
        is_front: false,
        is_illustrative: idx.is_multiple_of(4),
        ..Player::default()
    };
    LandscapeData {
        players: (0..26).map(player).collect(),
        strong_at: None,
        ..landscape()
    }
}

fn scorecard() -> ScorecardData {
    type Rated<'a> = &'a [(&'a str, f64, Option<f64>)];
    let groups: [(&str, Option<f64>, f64, Rated<'_>); 3] = [
        (
            "市场认知",
            Some(7.0),
            1.0,
            &[
                ("市场领先者", 8.0, Some(9.0)),
                ("技术领先者", 8.0, Some(7.0)),
                ("市场声誉好", 8.0, Some(8.0)),
                ("新市场试点/未来潜力", 8.0, Some(4.0)),
            ],
        ),
        (
            "对我方的价值",
            Some(7.2),
            0.78,
            &[
                ("五个平台的潜力", 6.0, Some(5.0)),
                ("重视创新与增值方案", 10.0, Some(10.0)),
                ("赢得此业务对主要竞争对手的影响", 10.0, None),
                ("品牌价值", 10.0, Some(6.0)),
            ],
        ),
        (
            "关系与文化",
            None,
            0.0,
            &[("文化相合", 8.0, None), ("长期伙伴", 8.0, None)],
        ),
    ];
    let groups = groups.iter().map(|(label, mean, coverage, criteria)| Group {
        label: (*label).into(),
        mean: *mean,
        coverage: *coverage,
        criteria: criteria
            .iter()
            .map(|(label, weight, rating)| Criterion {
                label: (*label).into(),
                rating: *rating,
                weight: *weight,
                href: None,
            })
            .collect(),
    });
    let index = IntervalData {
        label: "选择指数".into(),
        value: Some(65.1),
        low: Some(48.0),
        high: Some(79.0),
        from: 0.0,
        to: 100.0,
        stated: Some(71.0),
    };
    ScorecardData {
        scale: (1.0, 10.0),
        index,
        is_sufficient: true,
        groups: groups.collect(),
    }
}

fn matrix() -> MatrixData {
    let names = "澜江银行 星河电信 云帆证券 海棠区政府 茉莉学院 青山教育 北岸港务 南屏医院 东麓能源 西溪传媒 石桥钢铁 白塔药业 长堤保险 短亭物流 春野农业 夏桥地产";
    let account = |(idx, label): (usize, &str)| Account {
        label: label.into(),
        current: (idx != 11).then_some((idx * 37 % 97) as f64 * 0.9 + 12.0),
        potential: Some((idx * 53 % 89) as f64 + 8.0),
        is_focus: idx == 0,
        href: Some("#a".into()),
    };
    let mut accounts: Vec<Account> = names.split(' ').enumerate().map(account).collect();
    accounts[0].current = Some(83.0);
    accounts[0].potential = Some(70.0);
    accounts[3].current = accounts[4].current;
    accounts[3].potential = accounts[4].potential;
    MatrixData {
        accounts,
        cuts: Some((57.4, 49.2)),
        cut_words: "均值".into(),
        most: 120.0,
    }
}

fn crowd() -> MatrixData {
    let account = |idx: usize| Account {
        label: format!("客户{idx}"),
        current: Some((idx * 7919 % 1009) as f64 / 9.0),
        potential: Some((idx * 104_729 % 1013) as f64 / 10.0),
        is_focus: idx == 77,
        href: None,
    };
    MatrixData {
        accounts: (0..120).map(account).collect(),
        cuts: Some((56.0, 50.0)),
        cut_words: "均值".into(),
        most: 120.0,
    }
}

fn attractiveness() -> AttractivenessData {
    let names = [
        "市场容量",
        "增长速度",
        "客户认知度",
        "竞争程度",
        "实施难易程度",
        "资金与信用",
        "客户关系",
        "政策支持",
    ];
    let factors = names.iter().enumerate().map(|(idx, label)| Factor {
        label: (*label).into(),
        is_penalty: idx == 3 || idx == 4,
    });
    let rows: [(&str, [f64; 8], f64, f64); 4] = [
        ("政府", [9.0, 7.0, 7.0, 3.0, 3.0, 9.0, 7.0, 9.0], 42.0, 42.0),
        ("电信业", [9.0, 7.0, 9.0, 5.0, 1.0, 9.0, 9.0, 7.0], 44.0, 46.0),
        ("教育", [9.0, 5.0, 5.0, 5.0, 3.0, 7.0, 5.0, 9.0], 32.0, 32.0),
        ("金融", [9.0, 3.0, 9.0, 9.0, 7.0, 9.0, 7.0, 7.0], 28.0, 28.0),
    ];
    let mut industries: Vec<Industry> = rows
        .iter()
        .map(|(label, magnitudes, total, stated)| Industry {
            label: (*label).into(),
            href: Some("#i".into()),
            magnitudes: magnitudes.iter().copied().map(Some).collect(),
            total: Some(*total),
            low: None,
            high: None,
            star: Some(*total >= 29.1),
            stated_total: Some(*stated),
            stated_star: Some(true),
        })
        .collect();
    let mut magnitudes: Vec<Option<f64>> = [5.0, 5.0, 3.0, 7.0, 5.0].into_iter().map(Some).collect();
    magnitudes.extend([None, Some(3.0), None]);
    industries.push(Industry {
        label: "制造".into(),
        magnitudes,
        total: Some(4.0),
        low: Some(6.0),
        high: Some(22.0),
        ..Industry::default()
    });
    AttractivenessData {
        factors: factors.collect(),
        greatest: 9.0,
        industries,
        benchmark: Some(Benchmark {
            label: "平均".into(),
            value: Some(29.1),
            n: 4,
        }),
    }
}

fn value() -> ValueData {
    let gauge = |label: &str, score, coverage, side| Gauge {
        label: label.into(),
        score,
        coverage,
        side,
        href: Some("#p".into()),
    };
    ValueData {
        perspectives: vec![
            gauge("财务", Some(92.0), 1.0, Side::Current),
            gauge("销售", Some(74.0), 0.7, Side::Current),
            gauge("服务", Some(113.5), 1.0, Side::Potential),
            gauge("客户", None, 0.0, Side::Potential),
        ],
        current: Some(83.0),
        potential: Some(70.0),
        value: IntervalData {
            label: "客户价值".into(),
            value: Some(74.4),
            low: Some(60.0),
            high: Some(91.0),
            from: 0.0,
            to: 120.0,
            stated: Some(80.0),
        },
        is_sufficient: true,
    }
}

/// Takes a chart into the gallery: id, finding, what is shown, and how it is drawn.
type Add<'a> = &'a mut dyn FnMut(&str, &str, &str, &dyn Fn(&Frame) -> Svg);

/// A chart with its data, so that it can be drawn again and again.
fn ready<D>(data: D, draw: fn(&D, &Frame) -> Svg) -> impl Fn(&Frame) -> Svg {
    move |frame| draw(&data, frame)
}

fn charts(lang: Lang, width: f64) -> Vec<(Frame, Svg)> {
    let mut charts = Vec::new();
    let mut add = |id: &str, title: &str, desc: &str, draw: &dyn Fn(&Frame) -> Svg| {
        let id = format!("{id}-{}", lang.key());
        let frame = Frame {
            width,
            ..Frame::new(&id, lang, title, desc)
        };
        let svg = draw(&frame);
        charts.push((frame, svg));
    };
    add(
        "value",
        "客户价值 74.4,服务拉高、客户一维未知",
        "价值记分卡,分,2026-09-30",
        &|frame| value::draw(&value(), frame),
    );
    add(
        "composition",
        "前三家占收入 53.8%",
        "大客户收入构成,月均,万元,2006Q4",
        &|frame| composition::draw(&composition(), frame),
    );
    add(
        "treemap",
        "前三家占收入 53.8%",
        "大客户收入构成,月均,万元,2006Q4",
        &|frame| composition::treemap::draw(&composition(), frame),
    );
    add(
        "donut",
        "前三家占收入 53.8%",
        "大客户收入构成,月均,万元,2006Q4",
        &|frame| composition::donut::draw(&composition(), frame),
    );
    add("donut-few", "六成来自一家", "四成未说明", &|frame| {
        composition::donut::draw(&few(), frame)
    });
    add("treemap-few", "六成来自一家", "四成未说明", &|frame| {
        composition::treemap::draw(&few(), frame)
    });
    add(
        "landscape",
        "我方两项都落后优创",
        "信息化咨询业竞争格局,0–10",
        &|frame| landscape::draw(&landscape(), frame),
    );
    add(
        "matrix",
        "五家客户两项都高",
        "价值矩阵,分",
        &|frame| matrix::draw(&matrix(), frame),
    );
    add(
        "scorecard",
        "选择指数 65.1,关系未评",
        "选择评分,1–10",
        &|frame| scorecard::draw(&scorecard(), frame),
    );
    add(
        "pyramid",
        "3 家白金带来一半收入",
        "等级,户数与占比",
        &|frame| pyramid::draw(&pyramid(), frame),
    );
    add(
        "attractiveness",
        "三个行业过线,金融没有",
        "行业吸引力",
        &|frame| attractiveness::draw(&attractiveness(), frame),
    );
    portfolio::add(&mut add);
    figures::add(&mut add);
    hard::add(&mut add);
    add("rivals", "二十六家", "面积是规模", &|frame| {
        landscape::draw(&rivals(), frame)
    });
    add("crowd", "一百二十家", "价值矩阵", &|frame| {
        matrix::draw(&crowd(), frame)
    });
    charts.extend(dossier::charts(lang, width));
    charts
}

fn small() -> String {
    let mut html = String::new();
    for word in [
        "platinum",
        "gold",
        "silver",
        "standard",
        "ineligible",
        "insufficient",
        "diamond",
        "钻石",
    ] {
        for is_near in [false, true] {
            html.push_str(&seal::draw(
                &SealData {
                    stamp: Stamp::of(word),
                    label: word.into(),
                    is_near,
                },
                Lang::Zh,
            ));
        }
    }
    html.push_str("<p>价值 74.4 ");
    html.push_str(&interval::spark(&value().value, Lang::Zh));
    html.push_str(" 现实 83 ");
    html.push_str(&interval::spark(
        &IntervalData {
            stated: None,
            low: None,
            ..value().value
        },
        Lang::Zh,
    ));
    html.push_str(" 未知 ");
    html.push_str(&interval::spark(
        &IntervalData {
            value: None,
            stated: None,
            low: None,
            ..value().value
        },
        Lang::Zh,
    ));
    html + "</p>" + &figures::sparks()
}

fn page() -> String {
    let mut html = format!(
        "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><style>{}
body{{background:var(--k-paper);color:var(--k-ink);font:16px/1.4 'Noto Sans CJK SC',system-ui,sans-serif;margin:24px}}
main{{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,420px),1fr));gap:36px 40px}}figure{{margin:0}}.wide{{margin:36px 0}}.wide div{{overflow-x:auto}}
h2{{font:600 20px 'Noto Serif CJK SC',serif;margin:0}}p{{margin:4px 0 12px;color:var(--k-ink2)}}</style>{}<main>",
        stylesheet(),
        small()
    );
    for lang in Lang::ALL {
        for (frame, svg) in charts(lang, 480.0) {
            html.push_str(&format!(
                "<figure><h2>{}</h2><p>{}</p>{}</figure>",
                frame.title, frame.desc, svg.markup
            ));
        }
    }
    html.push_str("</main>");
    for (frame, svg) in Lang::ALL.into_iter().flat_map(dossier::wide) {
        html.push_str(&format!(
            "<figure class=\"wide\"><h2>{}</h2><p>{}</p><div>{}</div></figure>",
            frame.title, frame.desc, svg.markup
        ));
    }
    html + "</html>"
}

#[test]
fn every_chart_of_the_gallery_stands_the_proof() {
    let charts: Vec<(Frame, Svg)> = Lang::ALL
        .into_iter()
        .flat_map(|lang| charts(lang, 480.0))
        .collect();
    assert!(charts.len() >= 18);
    for (frame, svg) in &charts {
        assert!(!proof::check(svg).is_empty());
        assert!(
            !svg.table.rows.is_empty() || frame.id.contains("-none-"),
            "{}",
            frame.id
        );
    }
    assert_eq!(page(), page());
    if let Some(folder) = std::env::var_os("KEYBOOK_GALLERY") {
        let folder = std::path::PathBuf::from(folder);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("index.html"), page()).unwrap();
        for (frame, svg) in &charts {
            std::fs::write(folder.join(format!("{}.svg", frame.id)), &svg.markup).unwrap();
        }
    }
}

#[test]
fn every_chart_stands_the_proof_at_every_width() {
    for width in [0.0, 360.0, 640.0, 1200.0, f64::NAN] {
        for (_, svg) in Lang::ALL.into_iter().flat_map(|lang| charts(lang, width)) {
            proof::check(&svg);
        }
    }
}
