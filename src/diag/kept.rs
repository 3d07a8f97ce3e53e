//! Findings as one line of text, to be said again later.

use std::sync::Arc;

use serde_json::Value;
use serde_json::json;

use crate::diag::At;
use crate::diag::Code;
use crate::diag::Finding;
use crate::diag::Place;
use crate::diag::Words;

/// The findings in one line; [`read`] gives them back.
pub fn write(findings: &[Finding]) -> String {
    let rows = findings.iter().map(|finding| {
        let Finding {
            code,
            place: Place { file, at, len },
            field,
            message,
            hint,
        } = finding;
        json!([
            code.word(),
            &**file,
            at.line,
            at.column,
            len,
            field,
            message.zh,
            message.en,
            hint.zh,
            hint.en
        ])
    });
    Value::Array(rows.collect()).to_string()
}

/// Findings that were written; `None` for anything else.
pub fn read(line: &str) -> Option<Vec<Finding>> {
    let rows: Vec<Value> = serde_json::from_str(line).ok()?;
    rows.into_iter().map(|row| finding(&row)).collect()
}

fn finding(row: &Value) -> Option<Finding> {
    let text = |place: usize| row.get(place)?.as_str().map(str::to_owned);
    let number = |place: usize| u32::try_from(row.get(place)?.as_u64()?).ok();
    let word = row.get(0)?.as_str()?;
    Some(Finding {
        code: Code::ALL.iter().copied().find(|code| code.word() == word)?,
        place: Place {
            file: Arc::from(row.get(1)?.as_str()?),
            at: At {
                line: number(2)?,
                column: number(3)?,
            },
            len: number(4)?,
        },
        field: text(5)?,
        message: Words::new(text(6)?, text(7)?),
        hint: Words::new(text(8)?, text(9)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back_and_is_one_line() {
        let finding = |code, n| Finding {
            code,
            place: Place {
                file: Arc::from("content/accounts/a.md"),
                at: At { line: n, column: 2 },
                len: 3,
            },
            field: "scores.selection".to_owned(),
            message: Words::new("评分 `11`\n太大", "rating `11` is out of range"),
            hint: Words::new("写 1 到 10", "write \"1\" to 10"),
        };
        let all: Vec<Finding> = Code::ALL.iter().map(|code| finding(*code, 7)).collect();
        let line = write(&all);
        assert_eq!(read(&line), Some(all));
        assert!(!line.contains('\n'));
        for wrong in [
            "",
            "{}",
            "[1]",
            "[[\"unheard-of\",\"\",1,1,1,\"\",\"\",\"\",\"\",\"\"]]",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
