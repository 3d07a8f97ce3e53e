//! Places of the tree, slips that are named, and hostile input.

use std::sync::Arc;

use bumpalo::Bump;
use proptest::prelude::*;

use crate::content::tree::Node;
use crate::content::tree::NodeKind;
use crate::content::tree::read;
use crate::diag::Checked;

fn tree<'t>(arena: &'t Bump, yaml: &'t str) -> Checked<Node<'t>> {
    read(arena, &Arc::from("content/a.yaml"), yaml, 1)
}

/// `line:column+len path=value` of each scalar.
fn scalars(node: &Node<'_>, path: &str, out: &mut Vec<String>) {
    match &node.kind {
        NodeKind::Scalar(text, _) => {
            out.push(format!(
                "{}:{}+{} {path}={text}",
                node.at.line, node.at.column, node.len
            ));
        }
        NodeKind::List(items) => {
            for (index, item) in items.iter().enumerate() {
                scalars(item, &format!("{path}[{index}]"), out);
            }
        }
        NodeKind::Map(entries) => {
            for entry in *entries {
                scalars(entry.value, &format!("{path}.{}", entry.key), out);
            }
        }
        NodeKind::Broken => out.push(format!("{path} broken")),
    }
}

fn check(yaml: &str, want: &[&str]) {
    let arena = Bump::new();
    let read = tree(&arena, yaml);
    let mut got = Vec::new();
    scalars(&read.value, "", &mut got);
    assert_eq!(got, want, "{yaml}");
}

/// `line:column code` of each finding.
fn said(yaml: &str) -> Vec<String> {
    let found = tree(&Bump::new(), yaml).findings;
    for finding in &found {
        assert!(!finding.message.zh.is_empty() && !finding.hint.zh.is_empty());
    }
    found
        .iter()
        .map(|it| format!("{}:{} {}", it.place.at.line, it.place.at.column, it.code.word()))
        .collect()
}

#[test]
fn columns_are_characters() {
    check(
        "名: {zh: 澜江商业银行, en: Bank}\nb:\n  - 一, 二\n",
        &[
            "1:9+6 .名.zh=澜江商业银行",
            "1:21+4 .名.en=Bank",
            "3:5+4 .b[0]=一, 二",
        ],
    );
}

#[test]
fn windows_line_ends_move_nothing() {
    check("a: 1\r\nb:\r\n  c: 2\r\n", &["1:4+1 .a=1", "3:6+1 .b.c=2"]);
    check("a: 1\r2\r\nb: 3\n", &["1:4+3 .a=1 2", "2:4+1 .b=3"]);
}

#[test]
fn an_alias_repeats_its_anchor() {
    check("a: &x {b: 1}\nc: *x\n", &["1:11+1 .a.b=1", "1:11+1 .c.b=1"]);
}

#[test]
fn nothing_is_an_empty_map() {
    for yaml in ["", "\n\n", "# only a comment\n", "---\n"] {
        assert!(matches!(tree(&Bump::new(), yaml).value.kind, NodeKind::Map(entries) if entries.is_empty()));
    }
}

#[test]
fn slips_are_named_for_what_they_are() {
    for (yaml, want) in [
        ("a: 1\nb：2\nc: 3\n", &["2:2 full-width-colon"][..]),
        ("a:\n  b：2\n  c: 3\n", &["2:4 full-width-colon"]),
        ("a:\n  - 1\n\u{3000}- 2\n", &["3:1 bad-space"]),
        ("a:\n  b: 1\n\tc: 2\n", &["3:1 bad-space"]),
        ("a:\u{a0}1\n", &["1:3 bad-space"]),
        ("a:1\nb: 2\n", &["1:2 syntax"]),
        ("a: [1\nb: {c: 2\nd: 3\n", &["1:4 syntax", "2:4 syntax"]),
        ("a: \"x\nb: 1\n", &["1:4 syntax"]),
        ("a: b: c\nd: @e\n", &["1:5 syntax", "2:4 syntax"]),
        ("a: *b\n", &["1:4 syntax"]),
        ("a: !b c\n", &["1:4 syntax"]),
        ("a: 1\n---\nb: 2\n", &["2:1 syntax"]),
        ("? [a]\n: b\n", &["1:3 syntax"]),
        ("%YAML 1.2\n---\na: 1\n", &["1:1 syntax"]),
    ] {
        assert_eq!(said(yaml), want, "{yaml:?}");
    }
}

#[test]
fn each_conflict_marker_is_named_and_one_side_is_read() {
    let yaml = "a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> theirs\nc: 4\n";
    assert_eq!(
        said(yaml),
        [
            "2:1 conflict-marker",
            "4:1 conflict-marker",
            "6:1 conflict-marker"
        ]
    );
    check(yaml, &["1:4+1 .a=1", "3:4+1 .b=2", "7:4+1 .c=4"]);
}

#[test]
fn a_broken_key_costs_itself_alone() {
    check("a: 1\nb: [2\nc: 3\n", &["1:4+1 .a=1", ".b broken", "3:4+1 .c=3"]);
}

#[test]
fn hostile_input_ends_soon_with_a_finding() {
    let bomb: String = ["a: &a [x,x,x,x,x,x,x,x,x]\n".to_owned()]
        .into_iter()
        .chain(
            ('b'..='z')
                .zip('a'..)
                .map(|(name, last)| format!("{name}: &{name} [{}*{last}]\n", format!("*{last},").repeat(8))),
        )
        .collect();
    let ladder: String = (0..2000)
        .map(|n| match n {
            0 => "k0: &a0 [x]\n".to_owned(),
            n => format!("k{n}: &a{n} {}*a{}{}\n", "[".repeat(40), n - 1, "]".repeat(40)),
        })
        .collect();
    for yaml in [
        "- ".repeat(20_000),
        "[".repeat(20_000),
        "{a: ".repeat(20_000),
        "a: &a [*a]".to_owned(),
        bomb,
        ladder,
        "\0\u{1}\u{7f}".to_owned(),
    ] {
        let found = said(&yaml);
        assert!(!found.is_empty(), "{}", yaml.chars().take(40).collect::<String>());
    }
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(yaml in "[a-c:\\-\\[\\]{}\"'|>&*!#%,? \\n\\t：　<=>一0~\u{a0}\r]{0,120}") {
        let arena = Bump::new();
        let read = tree(&arena, &yaml);
        // YAML ends a line at a lone carriage return too.
        let lines = u32::try_from(yaml.replace("\r\n", "\n").split(['\n', '\r']).count()).unwrap();
        for finding in &read.findings {
            prop_assert!(finding.place.at.line <= lines + 1, "{:?} of {lines}", finding.place);
        }
    }

    #[test]
    fn any_characters_at_all_are_survived(yaml in any::<String>()) {
        tree(&Bump::new(), &yaml);
    }
}
