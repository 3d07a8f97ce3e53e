//! The document as a whole.

use serde::Serialize;
use serde_json::ser::PrettyFormatter;
use serde_json::ser::Serializer;

use crate::diag::Finding;
use crate::diag::Lang;
use crate::engine::Assessment;
use crate::export::account::AccountRecord;
use crate::export::composition::CompositionRecord;
use crate::export::finding::FindingRecord;
use crate::export::industry::BenchmarkRecord;
use crate::export::industry::IndustryRecord;
use crate::export::landscape::LandscapeRecord;
use crate::export::portfolio::PortfolioRecord;
use crate::model::book::Book;

/// Version of the contract: additions keep it, anything else raises it.
pub const SCHEMA: &str = "keybook-export/1";

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    as_of: String,
    accounts: Accounts<'a>,
    industries: Vec<IndustryRecord>,
    benchmarks: Vec<BenchmarkRecord>,
    compositions: Vec<CompositionRecord>,
    landscapes: Vec<LandscapeRecord>,
    portfolio: PortfolioRecord,
    findings: Vec<FindingRecord>,
}

/// The accounts' records, each made when it is written: all at once they would take more room than the book.
struct Accounts<'a> {
    book: &'a Book,
    assessment: &'a Assessment,
}

impl Serialize for Accounts<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let records = self.assessment.accounts.iter().filter_map(|(id, result)| {
            let account = &self.book.accounts.get(id)?.data;
            Some(AccountRecord::new(self.book, account, result))
        });
        serializer.collect_seq(records)
    }
}

/// Writes a book, what was computed of it and what was found, with one space of indent and a newline at the end.
///
/// `lang` is the language of the findings' sentences.
pub fn json(book: &Book, assessment: &Assessment, findings: &[Finding], lang: Lang) -> String {
    let currency = &book.settings.currency;
    let document = Document {
        schema: SCHEMA,
        as_of: book.as_of.to_string(),
        accounts: Accounts { book, assessment },
        industries: book
            .industries
            .keys()
            .map(|id| IndustryRecord::new(id, assessment.industries.get(id)))
            .collect(),
        benchmarks: assessment
            .benchmarks
            .iter()
            .map(|(id, score)| BenchmarkRecord::new(id, score))
            .collect(),
        compositions: assessment
            .compositions
            .iter()
            .map(|(id, result)| CompositionRecord::new(id, result, currency))
            .collect(),
        landscapes: assessment
            .landscapes
            .iter()
            .filter_map(|(id, result)| {
                let own = book.landscapes.get(id)?.data.own.as_ref();
                Some(LandscapeRecord::new(id, own.map(|own| &own.value), result))
            })
            .collect(),
        portfolio: PortfolioRecord::new(&assessment.portfolio, currency),
        findings: findings
            .iter()
            .map(|finding| FindingRecord::new(finding, lang))
            .collect(),
    };
    written(&document)
}

/// Text and integers alone cannot fail to serialise, so an error leaves nothing rather than half a document.
fn written(document: &Document<'_>) -> String {
    let mut bytes = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut bytes, PrettyFormatter::with_indent(b" "));
    let text = match document.serialize(&mut serializer) {
        Ok(()) => String::from_utf8(bytes).unwrap_or_default(),
        Err(_) => String::new(),
    };
    text + "\n"
}
