//! Cases 案例: claims with their sources.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::book::PageKind;
use crate::model::id::Id;
use crate::model::playbook::Case;
use crate::render::format;
use crate::render::scope::Scope;
use crate::render::view::dossier;
use crate::render::view::parts::FindingRow;
use crate::render::view::parts::Link;

/// The list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CasesPage {
    /// Every case.
    pub rows: Vec<CaseRow>,
}

/// One case in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CaseRow {
    /// Which.
    pub case: Link,
    /// What is claimed.
    pub claim: String,
    /// The industry it is from.
    pub industry: Option<Link>,
    /// Who or what says so.
    pub source: String,
    /// `yes`, `no` or `disputed`; empty if not written.
    pub verified_key: String,
    /// The same, in words.
    pub verified: String,
}

/// One case's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CasePage {
    /// What the list says of it.
    pub row: CaseRow,
    /// Figures of the claim.
    pub figures: Vec<FigureRow>,
    /// Findings of this file.
    pub findings: Vec<FindingRow>,
    /// The text, as HTML.
    pub body: String,
}

/// One labelled figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FigureRow {
    /// What it is.
    pub label: String,
    /// The figure with its unit.
    pub value: String,
    /// Where it comes from; empty if nothing is written.
    pub provenance: String,
}

/// Views the list of cases.
pub fn list(scope: Scope<'_>) -> CasesPage {
    let cases = scope.book().cases.iter();
    CasesPage {
        rows: cases.map(|(id, page)| row(scope, id, &page.data)).collect(),
    }
}

fn row(scope: Scope<'_>, id: &Id, case: &Case) -> CaseRow {
    CaseRow {
        case: scope.page(PageKind::Case, id, &case.name),
        claim: scope.text_or_empty(case.claim.as_ref()),
        industry: case
            .industry
            .as_ref()
            .map(|industry| scope.industry(&industry.value)),
        source: case.source.clone().unwrap_or_default(),
        verified_key: case
            .verified
            .map(|verified| verified.word().to_owned())
            .unwrap_or_default(),
        verified: case
            .verified
            .map(|verified| verified.label(scope.lang).to_owned())
            .unwrap_or_default(),
    }
}

/// Views one case.
pub fn view(scope: Scope<'_>, id: &Id) -> Option<CasePage> {
    let page = scope.book().cases.get(id)?;
    let currency = &scope.book().settings.currency;
    Some(CasePage {
        row: row(scope, id, &page.data),
        figures: page
            .data
            .figures
            .iter()
            .map(|figure| FigureRow {
                label: scope.text(&figure.label),
                value: format::figure(&figure.figure, currency, scope.lang),
                provenance: dossier::provenance(scope, &figure.figure).unwrap_or_default(),
            })
            .collect(),
        findings: scope.findings_of(&page.file),
        body: scope.body((PageKind::Case, id), &page.body),
    })
}
