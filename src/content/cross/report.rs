//! What the rules say of one file.

use std::fmt;
use std::sync::Arc;

use crate::content::cross::Scope;
use crate::content::cross::register::Home;
use crate::content::cross::register::Register;
use crate::diag::At;
use crate::diag::Code;
use crate::diag::Finding;
use crate::diag::Place;
use crate::diag::Words;
use crate::model::id::Ref;
use crate::model::written::Written;
use crate::words;

/// So many known names are listed in a hint; beyond that a list does not help.
const LISTED: usize = 8;

/// The findings about one file.
pub(super) struct Report<'a> {
    scope: Scope<'a>,
    file: Arc<str>,
    /// What was found so far.
    pub(super) findings: Vec<Finding>,
}

/// A spot in a file, and the field that stands there.
pub(super) struct Spot<'f> {
    at: At,
    /// What stands there; counted only if something is said about it.
    text: &'f str,
    field: fmt::Arguments<'f>,
}

/// A spot that covers `text`.
pub(super) fn spot<'f>(at: At, text: &'f str, field: fmt::Arguments<'f>) -> Spot<'f> {
    Spot { at, text, field }
}

/// A spot of no known width.
pub(super) fn point(at: At, field: fmt::Arguments<'_>) -> Spot<'_> {
    Spot { at, text: "", field }
}

/// True if an author wrote it. What could not be read stands at no place, and its mistake is already named.
pub(super) fn is_written(at: At) -> bool {
    at != At::default()
}

/// Where a key stands, or nowhere if it was not written.
pub(super) fn key(keys: &Written, name: &str) -> At {
    keys.get(name).unwrap_or_default()
}

impl<'a> Report<'a> {
    /// An empty report on a file.
    pub(super) fn new(scope: Scope<'a>, file: &Arc<str>) -> Report<'a> {
        Report {
            scope,
            file: Arc::clone(file),
            findings: Vec::new(),
        }
    }

    /// Adds a finding.
    pub(super) fn add(&mut self, code: Code, spot: Spot<'_>, message: Words, hint: Words) {
        self.findings.push(Finding {
            code,
            place: Place {
                file: Arc::clone(&self.file),
                at: spot.at,
                len: u32::try_from(spot.text.chars().count()).map_or(1, |len| len.max(1)),
            },
            field: spot.field.to_string(),
            message,
            hint,
        });
    }

    /// Says so if a reference names nothing in the register.
    pub(super) fn refer(&mut self, register: &Register<'_>, reference: &Ref, field: fmt::Arguments<'_>) {
        if !is_written(reference.at) || register.names.has_id(&reference.value) {
            return;
        }
        let name = reference.value.as_str();
        self.look_up(register, name, spot(reference.at, name, field));
    }

    /// The same for a reference that may be left out.
    pub(super) fn refer_if(
        &mut self,
        register: &Register<'_>,
        reference: Option<&Ref>,
        field: fmt::Arguments<'_>,
    ) {
        if let Some(reference) = reference {
            self.refer(register, reference, field);
        }
    }

    /// Says so if `name` is not in the register.
    pub(super) fn look_up(&mut self, register: &Register<'_>, name: &str, spot: Spot<'_>) {
        if register.names.has(name) {
            return;
        }
        let (zh, en) = (register.kind.zh, register.kind.en);
        let message = words!("没有叫 `{name}` 的{zh}", "there is no {en} `{name}`");
        let hint = self.mend(register, name);
        self.add(Code::DanglingReference, spot, message, hint);
    }

    fn mend(&self, register: &Register<'_>, name: &str) -> Words {
        if let Home::Folder(folder) = register.kind.home
            && let Some(file) = self.left_out(folder, name)
        {
            return words!(
                "`{file}` 是草稿，或者它自己有错：定稿、改好，或改指别处",
                "`{file}` is a draft or has mistakes of its own: finish it, mend it, or point elsewhere"
            );
        }
        let known = register.names.all();
        if let Some(near) = nearest(name, known.iter().copied()) {
            return words!("是不是 `{near}`？", "did you mean `{near}`?");
        }
        if !known.is_empty() && known.len() <= LISTED {
            let (zh, en) = (listed(&known, "、"), listed(&known, ", "));
            return words!("现有的是 {zh}", "known: {en}");
        }
        let (zh, en) = (register.kind.zh, register.kind.en);
        match register.kind.home {
            Home::Folder(home) | Home::File(home) => {
                words!(
                    "先在 `{home}` 里写上，或删去这一处",
                    "add it to `{home}`, or take the name out"
                )
            }
            Home::Here => words!(
                "先写上这个{zh}，或删去这一处",
                "write such a {en} first, or take the name out"
            ),
        }
    }

    /// The file that would be this name's page, if it is there and yet not in the book.
    fn left_out(&self, folder: &str, name: &str) -> Option<String> {
        let below = folder.strip_prefix("content/")?;
        ["md", "yaml"]
            .iter()
            .map(|end| format!("{below}{name}.{end}"))
            .chain([format!("{below}{name}/index.md")])
            .find(|path| self.scope.facts.files.contains(path))
            .filter(|_| below != "models/")
            .map(|path| format!("content/{path}"))
    }
}

/// The known name nearest to a misspelt one, if one is near.
pub(super) fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let limit = (name.chars().count() / 3).clamp(1, 4);
    known
        .map(|known| (strsim::osa_distance(name, known), known))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, known)| known)
}

/// Names in backticks, joined.
pub(super) fn listed(names: &[&str], between: &str) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_near() {
        let known = ["north-bank", "south-bank", "lin"];
        let near = |name| nearest(name, known.iter().copied());
        assert_eq!(near("north-bnak"), Some("north-bank"));
        assert_eq!(near("lim"), Some("lin"));
        assert_eq!(near("zhou"), None);
    }
}
