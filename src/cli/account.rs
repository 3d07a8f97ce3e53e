//! One account of the book, by the id given on the command line.

use crate::app::Assessed;
use crate::cli::ending::Failure;
use crate::engine::assessment::AccountAssessment;
use crate::model::id::Id;
use crate::words;

/// The account of that id; where there is none, the nearest id is named.
pub(crate) fn named<'a>(
    assessed: &'a Assessed,
    name: &str,
) -> Result<(&'a Id, &'a AccountAssessment), Failure> {
    let accounts = &assessed.assessment.accounts;
    let found = accounts.get_key_value(name);
    found.map(|(id, account)| (id, account.as_ref())).ok_or_else(|| {
        Failure::usage(match nearest(accounts.keys().map(Id::as_str), name) {
            Some(near) => words!(
                "没有客户 `{name}`：是不是 `{near}`？",
                "there is no account `{name}`: did you mean `{near}`?"
            ),
            None => words!("没有客户 `{name}`", "there is no account `{name}`"),
        })
    })
}

/// The word most like the one given; of equals the first.
pub(crate) fn nearest<'w>(words: impl Iterator<Item = &'w str>, given: &str) -> Option<&'w str> {
    words.max_by(|a, b| {
        let likeness = |word: &str| strsim::jaro_winkler(word, given);
        likeness(a).total_cmp(&likeness(b)).then_with(|| b.cmp(a))
    })
}
