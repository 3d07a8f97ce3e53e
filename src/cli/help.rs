//! Help in both languages, and the language itself.

use std::ffi::OsStr;
use std::ffi::OsString;

use clap::Arg;
use clap::ArgAction;
use clap::Command;
use clap::CommandFactory;
use clap::ValueEnum;

use crate::cli::args::Arguments;
use crate::cli::args::Tongue;
use crate::cli::console::Console;
use crate::cli::ending::Done;
use crate::cli::ending::Ending;
use crate::diag::Lang;

/// 中文 of every command (by its words) and argument (its id after a `/`).
const ZH: &[(&str, &str)] = &[
    ("", "把 git 中的大客户档案精确评分，发布为静态网站"),
    ("/root", "`content/` 所在的文件夹 [默认：往上最近的一个]"),
    ("/lang", "消息的语言 [默认：随系统]"),
    ("init", "新建一本可以直接用的小书"),
    ("init/folder", "要新建的文件夹，必须为空"),
    ("new", "新建档案"),
    ("new account", "新建客户：`content/accounts/ID.md`"),
    ("new account/id", "编号：小写字母、数字和 `-`"),
    ("check", "找出书中的每一处错误"),
    ("check/format", "以什么形式输出"),
    ("check/deny_warnings", "警告也算错误"),
    ("build", "生成网站"),
    ("build/output_dir", "网站写到哪里 [默认：书的文件夹里的 `output`]"),
    ("build/base_url", "网站将来的地址，供少数需要它的链接使用"),
    (
        "build/force",
        "没有变化也重新构建，并覆盖占用了网站路径的他人文件",
    ),
    ("build/deny_warnings", "警告也算错误"),
    ("build/verbose", "说明每个阶段、每类文件用了多久"),
    ("build/quiet", "除错误外什么也不说"),
    ("serve", "边编辑边看网站"),
    ("serve/interface", "监听的地址"),
    ("serve/follow", "打开着的网页跟着正在改的文件走"),
    ("serve/poll", "反复查看文件夹，不等系统报告变动；网络共享上需要"),
    ("serve/port", "监听的端口 [默认：1212，被占用时取下一个]"),
    ("serve/open", "在浏览器中打开"),
    ("score", "显示等级和得分"),
    ("score/account", "只看一个客户，列出得分的每一项 [默认：全部客户]"),
    ("score/format", "以什么形式输出"),
    ("explain", "把客户的一个数拆成各项，注明文件和行"),
    ("explain/account", "哪个客户"),
    (
        "explain/what",
        "哪个数，按导出里的路径，如 `value.current` 或 `R6` [默认：主要的数，并列出其余]",
    ),
    ("explain/format", "以什么形式输出"),
    ("list", "列出客户"),
    ("list/format", "以什么形式输出"),
    ("chart", "把一张图写成 SVG 或 PNG，放进幻灯片；不写名称则列出全部"),
    ("chart/name", "哪张图 [默认：列出全部]"),
    ("chart/of", "画哪个客户；有的图画行业、构成、竞争格局或模型"),
    (
        "chart/output",
        "写到哪个文件，结尾为 .svg 或 .png [默认：SVG，标准输出]",
    ),
    ("chart/model", "客户的哪张记分卡"),
    ("chart/dark", "深色底"),
    ("chart/width", "PNG 的宽度，像素 [默认：1920]"),
    ("chart/scale", "PNG 里每个绘图单位多少像素"),
    ("chart/list", "列出全部的图和各自需要什么"),
    ("chart/format", "以什么形式列出"),
    ("export", "输出全部计算结果，供其他程序使用"),
    ("export/format", "文件的形式"),
    ("export/table", "哪一张表，用于 `--format csv`"),
    ("export/out", "写到哪个文件；工作簿必须给出 [默认：标准输出]"),
    ("import", "把外部表格导入书中，再次导入只改数据变了的地方"),
    ("import/map", "哪一列是什么，数据里缺什么"),
    ("import/accounts", "客户表，一行一个"),
    ("import/orders", "订单"),
    ("import/lines", "订单明细，其合计为订单金额"),
    ("import/returns", "退货"),
    ("import/invoices", "发票"),
    ("import/receipts", "收款"),
    ("import/interactions", "联络记录"),
    ("import/opportunities", "商机"),
    (
        "theme",
        "列出主题、检查主题、复制主题的一个文件来改，或看模板得到什么",
    ),
    ("theme list", "列出主题，标出本书所用的"),
    ("theme check", "用每个主题把每种页面各生成一页"),
    ("theme eject", "把主题的一个文件复制到 `themes/`，在那里改"),
    ("theme eject/file", "哪个文件，如 `templates/home.html`"),
    ("theme context", "每个模板得到什么，哪些块可以替换"),
    (
        "theme context/template",
        "哪个模板，如 `account.html` [默认：简列全部]",
    ),
    ("theme context/format", "以什么形式输出；JSON 为 JSON Schema"),
    ("completions", "输出命令行补全脚本"),
    ("completions/shell", "哪一种 shell"),
];

/// 中文 of the arguments that several commands share, by id.
const ZH_SHARED: &[(&str, &str)] = &[
    (
        "as_of",
        "以哪一天为准 [默认：book.yaml 的 `as_of`，否则最后一次提交的日期]",
    ),
    ("drafts", "包括草稿"),
    ("help", "显示帮助"),
    ("version", "显示版本"),
];

/// The whole command line, its help in `lang`.
pub(crate) fn command(lang: Lang) -> Command {
    let mut command = Arguments::command();
    if lang == Lang::Zh {
        command = in_chinese(command, "");
    }
    command
}

/// The language asked for by `--lang`, else the locale's. Read before the arguments, whose mistakes are told in it.
pub(crate) fn language(arguments: &[OsString]) -> Lang {
    let mut rest = arguments
        .iter()
        .skip(1)
        .map(|argument| argument.to_str().unwrap_or_default());
    while let Some(argument) = rest.next() {
        let named = match argument {
            "--" => break,
            "--lang" => rest.next(),
            other => other.strip_prefix("--lang="),
        };
        if let Some(tongue) = named.and_then(|name| Tongue::from_str(name, false).ok()) {
            return tongue.lang();
        }
    }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(std::env::var_os)
        .find(|value| !value.is_empty());
    of_locale(locale.as_deref())
}

/// Prints the help as data: bare `keybook` is a question.
pub(crate) fn overview(console: &Console) -> Done {
    let mut command = command(console.lang);
    let help = command.render_help();
    console.data(&match console.out_colour {
        true => help.ansi().to_string(),
        false => help.to_string(),
    })?;
    Ok(Ending::Fine)
}

/// Prints what the argument parser says: help and version as data, mistakes as talk.
pub(crate) fn show(console: &Console, error: &clap::Error) -> Ending {
    let is_mistake = error.use_stderr();
    let text = error.render();
    let is_coloured = if is_mistake {
        console.err_colour
    } else {
        console.out_colour
    };
    let text = match is_coloured {
        true => text.ansi().to_string(),
        false => text.to_string(),
    };
    if is_mistake {
        console.talk(&text);
        return Ending::Usage;
    }
    match console.data(&text) {
        Ok(()) => Ending::Fine,
        Err(failure) => failure.ending,
    }
}

fn of_locale(locale: Option<&OsStr>) -> Lang {
    match locale.and_then(OsStr::to_str) {
        Some(locale) if locale.to_ascii_lowercase().starts_with("zh") => Lang::Zh,
        _ => Lang::En,
    }
}

/// Everything clap writes into a help text by itself, in our words.
const ZH_TEMPLATE: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}";

fn in_chinese(command: Command, path: &str) -> Command {
    let about = zh(path).unwrap_or_default();
    let is_top = path.is_empty();
    let mut command = command
        .about(about)
        .long_about(None::<&str>)
        .help_template(ZH_TEMPLATE)
        .subcommand_help_heading("命令")
        .subcommand_value_name("命令")
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(Arg::new("help").short('h').long("help").action(ArgAction::Help));
    if is_top {
        command = command.arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version),
        );
    }
    let command = command.mut_args(|arg| {
        let id = arg.get_id().to_string();
        let help = zh(&format!("{path}/{id}")).or_else(|| of(ZH_SHARED, &id));
        let heading = if arg.is_positional() { "参数" } else { "选项" };
        arg.help(help.unwrap_or_default())
            .long_help(None::<&str>)
            .help_heading(heading)
    });
    let names: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
    names.into_iter().fold(command, |command, name| {
        let path = format!("{path} {name}").trim().to_owned();
        command.mut_subcommand(&name, |sub| in_chinese(sub, &path))
    })
}

fn zh(key: &str) -> Option<&'static str> {
    of(ZH, key)
}

fn of(table: &[(&'static str, &'static str)], key: &str) -> Option<&'static str> {
    table
        .iter()
        .find(|(known, _)| *known == key)
        .map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn missing(command: &Command, path: &str, missing: &mut Vec<String>) {
        if zh(path).is_none() {
            missing.push(path.to_owned());
        }
        for arg in command.get_arguments() {
            let id = arg.get_id().as_str();
            let key = format!("{path}/{id}");
            if zh(&key).is_none() && of(ZH_SHARED, id).is_none() {
                missing.push(key);
            }
        }
        for sub in command.get_subcommands() {
            self::missing(sub, format!("{path} {}", sub.get_name()).trim(), missing);
        }
    }

    #[test]
    fn every_command_and_argument_has_its_chinese() {
        let mut found = Vec::new();
        missing(&Arguments::command(), "", &mut found);
        assert_eq!(found, Vec::<String>::new());
    }

    #[test]
    fn the_command_line_is_sound_in_both_languages() {
        for lang in Lang::ALL {
            command(lang).debug_assert();
        }
    }

    #[test]
    fn the_locale_speaks_chinese_or_english() {
        for (locale, lang) in [
            (Some("zh_CN.UTF-8"), Lang::Zh),
            (Some("zh"), Lang::Zh),
            (Some("C"), Lang::En),
            (Some("de_DE"), Lang::En),
            (None, Lang::En),
        ] {
            assert_eq!(of_locale(locale.map(OsStr::new)), lang, "{locale:?}");
        }
    }

    #[test]
    fn the_language_asked_for_is_known_before_the_arguments_are_read() {
        let check = |arguments: &[&str], lang| {
            let arguments: Vec<OsString> = arguments.iter().map(OsString::from).collect();
            assert_eq!(language(&arguments), lang, "{arguments:?}");
        };
        check(&["keybook", "--lang", "zh", "bad"], Lang::Zh);
        check(&["keybook", "build", "--lang=zh"], Lang::Zh);
        check(&["keybook", "--lang", "en"], Lang::En);
    }
}
