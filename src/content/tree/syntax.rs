//! Words for what the YAML parser finds wrong.

use std::sync::Arc;

use granit_parser::ErrorKind;

use crate::content::tree::finding as new;
use crate::content::tree::mend;
use crate::diag::At;
use crate::diag::Code;
use crate::diag::Finding;
use crate::diag::Words;
use crate::words;

/// What the parser stumbled over at `at` of `yaml`, which begins on `first_line`.
pub fn finding(file: &Arc<str>, yaml: &str, first_line: u32, at: At, kind: &ErrorKind) -> Finding {
    if let ErrorKind::TabNotAllowed
    | ErrorKind::TabInBlockIndentation
    | ErrorKind::TabInIndentation
    | ErrorKind::TabAtBlockScalarStart
    | ErrorKind::TabInPlainScalar = kind
    {
        return mend::bad_space(file, at, '\t');
    }
    let at = within(yaml, first_line, at);
    new(file, Code::Syntax, (at, 1), say(kind))
}

/// The parser names the end of the text for what is not closed; the last line that says something is nearer.
fn within(yaml: &str, first_line: u32, at: At) -> At {
    let offset = usize::try_from(at.line.saturating_sub(first_line)).unwrap_or(0);
    let is_blank = |line: &&str| line.trim().is_empty();
    match yaml.lines().nth(offset) {
        Some(line) if !is_blank(&line) => at,
        _ => {
            let last = yaml
                .lines()
                .zip(first_line..)
                .take(offset)
                .filter(|(line, _)| !is_blank(line))
                .last();
            last.map_or(at, |(line, number)| At {
                line: number,
                column: u32::try_from(line.trim_end().chars().count()).unwrap_or(1).max(1),
            })
        }
    }
}

fn say(kind: &ErrorKind) -> (Words, Words) {
    use ErrorKind as E;
    match kind {
        E::UnclosedFlowCollection { open } => unclosed(*open),
        E::UnexpectedEofFlowSequence | E::ExpectedFlowSequenceSeparator => unclosed('['),
        E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::ExpectedFlowMappingSeparator => unclosed('{'),
        E::MismatchedFlowCollectionEnd { open, close } => (
            words!("`{open}` 却以 `{close}` 收尾", "`{open}` is closed by `{close}`"),
            words!("括号要成对", "let the brackets match"),
        ),
        E::MisplacedFlowCollectionEnd => (
            words!("多了一个右括号", "a closing bracket too many"),
            words!(
                "删去它，或补上左括号；文字里有括号就加引号",
                "remove it, or open it; put text with brackets in quotes"
            ),
        ),
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar => (
            words!("引号没有收尾", "a quote is not closed"),
            words!("补上后一个引号", "close the quote"),
        ),
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => (
            words!("引号后面还有文字", "text follows the closing quote"),
            words!(
                "把整个值放进一对引号；里面的引号换一种，或用「」",
                "put the whole value in one pair of quotes, and use the other kind inside"
            ),
        ),
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => (
            words!(
                "双引号里的 `\\` 开始一个转义，这个转义不存在",
                "in double quotes `\\` begins an escape; there is no such escape"
            ),
            words!("改用单引号，或写成 `\\\\`", "use single quotes, or write `\\\\`"),
        ),
        E::MappingValueNotAllowed
        | E::InvalidColonPlacement
        | E::InvalidMappingValueWhitespace
        | E::FlowMappingValueAdjacentCollection => (
            words!("这里不该有冒号", "a colon cannot stand here"),
            words!(
                "值里有 `: ` 时给整个值加引号；也看看上一行的缩进",
                "put a value that holds `: ` in quotes; look at the indentation of the line above too"
            ),
        ),
        E::SimpleKeyExpected | E::InvalidSimpleKey | E::MappingKeyNotAllowed => not_a_key_words(),
        E::ExpectedBlockMappingKey
        | E::InvalidIndentation
        | E::ExpectedBlockSequenceEntry
        | E::BlockSequenceEntryNotAllowed
        | E::BlockEntryInFlowCollection
        | E::InvalidQuotedScalarIndent
        | E::InvalidFlowScalarIndent
        | E::InvalidBlockScalarIndent => (
            words!("缩进对不齐", "the indentation does not fit"),
            words!(
                "同一层的键和 `-` 要从同一列开始，只用空格",
                "keys and `-` of one level begin in one column; use spaces only"
            ),
        ),
        E::UnexpectedCharacter { character } => (
            words!(
                "值不能以 `{character}` 开头",
                "a value cannot begin with `{character}`"
            ),
            words!("给这个值加引号", "put the value in quotes"),
        ),
        E::RecursionLimitExceeded => too_large_words(),
        E::CommentNotSeparated | E::CommentInterceptedScalar => (
            words!(
                "`#` 前面要有空格，注释不能插在一段文字中间",
                "a comment needs a space before `#` and cannot break a text"
            ),
            words!("`#` 是文字的话就加引号", "put text that holds `#` in quotes"),
        ),
        E::DirectiveDisallowed => (
            words!("YAML 指令 `%…` 不能用", "a YAML directive `%…` cannot be used"),
            words!(
                "删去这一行；值以 `%` 开头就加引号",
                "remove the line; put a value that begins with `%` in quotes"
            ),
        ),
        other => (
            words!("YAML 语法有误（{other}）", "the YAML cannot be read: {other}"),
            words!(
                "看看这一行和上一行的缩进、引号与括号",
                "look at the indentation, quotes and brackets of this line and the one above"
            ),
        ),
    }
}

fn unclosed(open: char) -> (Words, Words) {
    let close = if open == '{' { '}' } else { ']' };
    (
        words!(
            "`{open}` 没有收尾，或少了逗号",
            "`{open}` is not closed, or a comma is missing"
        ),
        words!(
            "补上 `{close}`，各项之间用半角逗号",
            "add `{close}`, and part the items with commas"
        ),
    )
}

fn not_a_key_words() -> (Words, Words) {
    (
        words!("这一行不是 `键: 值`", "this line is no `key: value`"),
        words!(
            "写成 `键: 值`，冒号用半角，后面空一格；多行文字用 `|` 并缩进",
            "write `key: value` with a space after the colon; text of several lines needs `|` and indentation"
        ),
    )
}

fn too_large_words() -> (Words, Words) {
    (
        words!("嵌套太深，或内容太多", "nested too deeply, or too much of it"),
        words!(
            "一个文件最多 96 层、20 万个值",
            "a file holds at most 96 levels and 200,000 values"
        ),
    )
}

/// Nested too deeply, or grown too large by aliases.
pub fn too_large(file: &Arc<str>, at: At) -> Finding {
    new(file, Code::Syntax, (at, 1), too_large_words())
}

/// A line that stands where a key should.
pub fn not_a_key(file: &Arc<str>, at: At, len: u32) -> Finding {
    new(file, Code::Syntax, (at, len), not_a_key_words())
}

/// A key that is a list or a map.
pub fn key_is_no_text(file: &Arc<str>, at: At) -> Finding {
    let words = (
        words!("键必须是文字", "a key must be text"),
        words!(
            "值以 `{{` 或 `[` 开头就加引号",
            "put text that begins with `{{` or `[` in quotes"
        ),
    );
    new(file, Code::Syntax, (at, 1), words)
}

/// `*name` that repeats nothing.
pub fn unknown_alias(file: &Arc<str>, place: (At, u32), name: &str) -> Finding {
    let words = (
        words!("没有叫 `&{name}` 的锚点", "there is no anchor `&{name}`"),
        words!(
            "以 `*` 开头的文字要加引号：`\"*{name}\"`",
            "put text that begins with `*` in quotes: `\"*{name}\"`"
        ),
    );
    new(file, Code::Syntax, place, words)
}

/// `!tag` before a value.
pub fn tag(file: &Arc<str>, place: (At, u32), tag: &str) -> Finding {
    let words = (
        words!(
            "YAML 标签 `{tag}` 在这里没有意义",
            "the YAML tag `{tag}` means nothing here"
        ),
        words!(
            "删去它，类型由字段决定；文字以 `!` 开头就加引号",
            "remove it, the field gives the type; put text that begins with `!` in quotes"
        ),
    );
    new(file, Code::Syntax, place, words)
}

/// A second YAML document in one file.
pub fn second_document(file: &Arc<str>, at: At) -> Finding {
    let words = (
        words!("一个文件里有两份 YAML", "a second YAML document in one file"),
        words!(
            "删去中间的 `---`，或分成两个文件",
            "remove the `---` between them, or make two files of it"
        ),
    );
    new(file, Code::Syntax, (at, 3), words)
}
