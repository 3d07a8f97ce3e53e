//! `chart`: one chart of the book as a file, for a slide.

use std::fs;
use std::path::Path;

use serde_json::Value;
use serde_json::json;

use crate::app::slide;
use crate::app::slide::Refused;
use crate::app::slide::Slide;
use crate::app::slide::Wanted;
use crate::cli::account::nearest;
use crate::cli::args::Chart;
use crate::cli::args::Format;
use crate::cli::console::Console;
use crate::cli::ending::Done;
use crate::cli::ending::Ending;
use crate::cli::ending::Failure;
use crate::cli::findings;
use crate::cli::place::Place;
use crate::cli::table::Side;
use crate::cli::table::table;
use crate::diag::Lang;
use crate::diag::Words;
use crate::model::placed::ChartName;
use crate::model::placed::Subject;
use crate::words;

/// Pixels across where no size is asked for: a slide in full.
#[cfg(feature = "png")]
const WIDTH: u32 = 1920;

/// Writes a chart, or lists them.
pub(crate) fn run(args: &Chart, place: &Place, console: &Console) -> Done {
    let Some(name) = args.name.as_deref().filter(|_| !args.list) else {
        console.data(&match args.format {
            Format::Human => listed(console.lang),
            Format::Json => json(console.lang),
        })?;
        return Ok(Ending::Fine);
    };
    let chart = named(name)?;
    let form = form(args)?;
    let project = place.project()?;
    let assessed = findings::sound_book(console, &project, &args.reading)?.value;
    let wanted = Wanted {
        chart,
        of: args.of.as_deref(),
        model: args.model.as_deref(),
        lang: console.lang,
        is_dark: args.dark,
    };
    let slide = slide::slide(&assessed, &wanted).map_err(|refused| match refused {
        Refused::Nothing(_) => Failure::errors(refused.words()),
        Refused::Theme(_) => Failure::environment(refused.words()),
        _ => Failure::usage(refused.words()),
    })?;
    match form {
        Form::Printed => console.data(&slide.svg)?,
        Form::Svg(path) => write((place, console), path, slide.svg.as_bytes(), &slide)?,
        #[cfg(feature = "png")]
        Form::Png(path, size) => write((place, console), path, &png(&slide.svg, size)?, &slide)?,
    }
    Ok(Ending::Fine)
}

fn named(name: &str) -> Result<ChartName, Failure> {
    ChartName::from_word(name).ok_or_else(|| {
        let near = nearest(ChartName::WORDS.iter().copied(), name).unwrap_or_default();
        Failure::usage(words!(
            "没有图 `{name}`：是不是 `{near}`？`keybook chart` 列出全部",
            "there is no chart `{name}`: did you mean `{near}`? `keybook chart` lists them all"
        ))
    })
}

/// What is written where.
enum Form<'a> {
    /// SVG, to standard output.
    Printed,
    Svg(&'a Path),
    #[cfg(feature = "png")]
    Png(&'a Path, crate::app::picture::Size),
}

fn form(args: &Chart) -> Result<Form<'_>, Failure> {
    let file = args.output.as_deref().filter(|path| *path != Path::new("-"));
    let ending = file.and_then(Path::extension).unwrap_or_default();
    let ending = ending.to_string_lossy().to_ascii_lowercase();
    let is_sized = args.width.is_some() || args.scale.is_some();
    match (file, ending.as_str()) {
        #[cfg(feature = "png")]
        (Some(path), "png") => Ok(Form::Png(path, size(args))),
        #[cfg(not(feature = "png"))]
        (Some(_), "png") => Err(Failure::usage(Words::new(
            "这个 keybook 编译时没有 `png` 功能：写成 .svg",
            "this keybook was built without its feature `png`: write an .svg",
        ))),
        (None, _) | (Some(_), "svg") if is_sized => Err(Failure::usage(Words::new(
            "`--width` 和 `--scale` 用于 PNG：SVG 没有像素",
            "`--width` and `--scale` are for PNG: an SVG has no pixels",
        ))),
        (None, _) => Ok(Form::Printed),
        (Some(path), "svg") => Ok(Form::Svg(path)),
        (Some(path), _) => {
            let path = path.display();
            Err(Failure::usage(words!(
                "`{path}` 的结尾要是 .svg 或 .png",
                "`{path}` must end in .svg or .png"
            )))
        }
    }
}

#[cfg(feature = "png")]
fn size(args: &Chart) -> crate::app::picture::Size {
    use crate::app::picture::Size;
    match (args.width, args.scale) {
        (Some(width), _) => Size::Width(width),
        (None, Some(scale)) => Size::Scale(scale),
        (None, None) => Size::Width(WIDTH),
    }
}

#[cfg(feature = "png")]
fn png(svg: &str, size: crate::app::picture::Size) -> Result<Vec<u8>, Failure> {
    use crate::app::picture;
    use crate::app::picture::PictureError;
    picture::png(svg, size).map_err(|error| match error {
        PictureError::NoFont => Failure::environment(Words::new(
            "这台机器没有字体，画不出 PNG：装一种字体（中文可用 Noto Sans CJK），或写成 .svg",
            "this machine has no fonts to make a PNG with: install one (Noto Sans CJK has Chinese too), or write an .svg",
        )),
        PictureError::Letters(letters) => {
            let shown: String = letters.chars().take(12).collect();
            Failure::environment(words!(
                "这台机器的字体都没有这些字：`{shown}`。装一种含有它们的字体（如 Noto Sans CJK），或写成 .svg",
                "no font of this machine has these letters: `{shown}`. Install one that has (as Noto Sans CJK), or write an .svg"
            ))
        }
        PictureError::Sides(wide, high) => {
            let most = picture::MOST;
            Failure::usage(words!(
                "图要 {wide} × {high} 像素：每边 1 到 {most}",
                "the picture would have {wide} × {high} pixels: a side has 1 to {most}"
            ))
        }
        PictureError::Drawing(error) => Failure::environment(words!("画不出：{error}", "it cannot be drawn: {error}")),
    })
}

/// Writes the file, and says what the chart says: words for the slide's own title.
fn write(
    (place, console): (&Place, &Console),
    path: &Path,
    bytes: &[u8],
    slide: &Slide,
) -> Result<(), Failure> {
    let path = place.path(path);
    let shown = place.shown(&path);
    fs::write(&path, bytes)
        .map_err(|error| Failure::environment(words!("`{shown}`：{error}", "`{shown}`: {error}")))?;
    let (heading, note) = (&slide.heading, &slide.note);
    console.say(&words!(
        "{shown}：{heading}\n  {note}",
        "{shown}: {heading}\n  {note}"
    ));
    Ok(())
}

fn of_words(chart: ChartName) -> Words {
    match chart.subject() {
        Subject::BookOrAccount => Words::new("全部客户；可标出一个", "all accounts; one may be marked"),
        Subject::Model => Words::new(
            "吸引力模型；可不写，取第一个",
            "model of attractiveness; the first if none is named",
        ),
        subject => slide::kind(subject),
    }
}

fn listed(lang: Lang) -> String {
    let say = |zh, en| Words::new(zh, en).get(lang).to_owned();
    let heads = [
        (say("名称", "name"), Side::Left),
        (say("图", "chart"), Side::Left),
        (say("画谁的", "of"), Side::Left),
        (say("需要", "needs"), Side::Left),
    ];
    let rows: Vec<Vec<String>> = ChartName::ALL
        .iter()
        .map(|chart| {
            vec![
                chart.word().to_owned(),
                chart.label(lang).to_owned(),
                of_words(*chart).get(lang).to_owned(),
                chart.needs().get(lang).to_owned(),
            ]
        })
        .collect();
    table(&heads, &rows)
}

fn json(lang: Lang) -> String {
    let charts: Vec<Value> = ChartName::ALL
        .iter()
        .map(|chart| {
            let (of, is_required) = match chart.subject() {
                Subject::Book => (None, false),
                Subject::BookOrAccount => (Some("accounts"), false),
                Subject::Model => (Some("models"), false),
                Subject::Page(kind) => (Some(kind.word()), true),
            };
            json!({
                "name": chart.word(),
                "label": chart.label(lang),
                "of": of,
                "of_required": is_required,
                "takes_model": chart.is_of_scorecards(),
                "needs": chart.needs().get(lang),
            })
        })
        .collect();
    format!("{:#}\n", json!({"charts": charts}))
}
