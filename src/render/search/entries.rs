//! What search reads of each page, and what it shows of it.

use crate::diag::Lang;
use crate::model::account::Account;
use crate::model::account::Claim;
use crate::model::book::Body;
use crate::model::book::PageKind;
use crate::model::id::Id;
use crate::model::text::Text;
use crate::render::leaf;
use crate::render::model_pages::ModelAt;
use crate::render::route::Route;
use crate::render::scope::Scope;
use crate::render::scope::Shared;

/// A page as search sees it.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    /// Its title.
    pub title: String,
    /// Link from the language's root.
    pub href: String,
    /// What kind of page it is, in words.
    pub kind: String,
    /// A second line: industry, owner, tier.
    pub line: String,
    /// Names it goes by, in every language.
    pub names: Vec<String>,
    /// Everything else a reader may look for.
    pub texts: Vec<String>,
}

/// Pages that are looked for; those that only take others apart are not.
pub fn is_searched(route: &Route) -> bool {
    !matches!(route, Route::Brief(_) | Route::Why(_) | Route::Search)
}

/// Reads one page.
pub fn entry(shared: &Shared, lang: Lang, route: &Route) -> Entry {
    let href = route.inner();
    let scope = Scope {
        shared,
        lang,
        path: &href,
    };
    let title = leaf::title(scope, route).unwrap_or_else(|| scope.text(&scope.book().settings.title));
    let mut entry = Entry {
        names: vec![title.clone()],
        kind: leaf::kind(scope, route),
        title,
        ..Entry::default()
    };
    if let Route::One(kind, id) = route {
        entry.names.push(id.to_string());
        of_page(scope, *kind, id, &mut entry);
    }
    entry.href = href;
    entry
}

fn of_page(scope: Scope<'_>, kind: PageKind, id: &Id, entry: &mut Entry) {
    let book = scope.book();
    let mut reader = Reader {
        lang: scope.lang,
        entry,
    };
    match kind {
        PageKind::Account => {
            if let Some(page) = book.accounts.get(id) {
                reader.account(scope, &page.data);
                reader.body(scope, &page.body);
            }
        }
        PageKind::Industry => {
            if let Some(page) = book.industries.get(id) {
                reader.name(&page.data.name);
                reader.claims(&page.data.policy);
                reader.claims(&page.data.trends);
                for stage in &page.data.needs_stages {
                    reader.text(&stage.name);
                }
                reader.body(scope, &page.body);
            }
        }
        PageKind::Competitor => {
            if let Some(page) = book.competitors.get(id) {
                reader.name(&page.data.name);
                reader.claims(&page.data.strengths);
                reader.claims(&page.data.weaknesses);
                reader.body(scope, &page.body);
            }
        }
        PageKind::Composition => {
            if let Some(sheet) = book.compositions.get(id) {
                reader.name(&sheet.data.name);
                for part in &sheet.data.parts {
                    reader.optional(part.name.as_ref());
                    part.candidates.iter().for_each(|name| reader.text(name));
                }
            }
        }
        PageKind::Landscape => {
            if let Some(sheet) = book.landscapes.get(id) {
                reader.name(&sheet.data.name);
                for player in &sheet.data.players {
                    reader.words(player.reference.value.as_str());
                    reader.optional(player.name.as_ref());
                    reader.optional(player.kind.as_ref());
                    reader.optional(player.note.as_ref());
                }
            }
        }
        PageKind::Playbook => {
            if let Some(page) = book.playbook.get(id) {
                reader.name(&page.data.name);
                for step in page.data.method.iter().flat_map(|method| &method.steps) {
                    reader.text(&step.name);
                    reader.optional(step.purpose.as_ref());
                    step.points.iter().for_each(|point| reader.text(&point.text));
                }
                reader.body(scope, &page.body);
            }
        }
        PageKind::Case => {
            if let Some(page) = book.cases.get(id) {
                reader.name(&page.data.name);
                reader.optional(page.data.claim.as_ref());
                reader.body(scope, &page.body);
            }
        }
        PageKind::Model => {
            if let Some(card) = book.rulers.scorecards.get(id) {
                reader.name(&card.name);
                for group in &card.groups {
                    reader.text(&group.name);
                    group
                        .criteria
                        .iter()
                        .for_each(|criterion| reader.text(&criterion.name));
                }
            }
            if let Some(model) = book.rulers.attractiveness.get(id) {
                reader.name(&model.name);
                model.factors.iter().for_each(|factor| reader.text(&factor.name));
            }
            reader.method(scope, id);
        }
    }
}

/// Adds what one page says.
struct Reader<'a> {
    lang: Lang,
    entry: &'a mut Entry,
}

impl Reader<'_> {
    /// A name, in every language it has.
    fn name(&mut self, name: &Text) {
        self.entry.names.extend(name.written().map(str::to_owned));
    }

    fn text(&mut self, text: &Text) {
        self.words(text.get(self.lang));
    }

    fn optional(&mut self, text: Option<&Text>) {
        if let Some(text) = text {
            self.text(text);
        }
    }

    fn words(&mut self, words: &str) {
        if !words.is_empty() {
            self.entry.texts.push(words.to_owned());
        }
    }

    fn claims(&mut self, claims: &[Claim]) {
        claims.iter().for_each(|claim| self.text(&claim.text));
    }

    fn body(&mut self, scope: Scope<'_>, body: &Body) {
        let markdown = body.markdown.text();
        let text = markdown.map(|markdown| without_destinations(&markdown));
        self.entry.texts.extend(scope.said_if_changed(text));
    }

    /// What a model of a fixed formula is called everywhere, and what the team says of it.
    fn method(&mut self, scope: Scope<'_>, id: &Id) {
        let Some(ModelAt::Method(method)) = scope.shared.models.get(id) else {
            return;
        };
        let labels = Lang::ALL.map(|lang| method.label(lang).to_owned());
        self.entry.names.extend(labels);
        if let Some(own) = scope.book().rulers.methods.get(method) {
            own.name.iter().for_each(|name| self.name(name));
            self.optional(own.purpose.as_ref());
            own.notes.iter().for_each(|note| self.text(note));
        }
    }

    fn account(&mut self, scope: Scope<'_>, account: &Account) {
        let book = scope.book();
        self.name(&account.name);
        self.entry.names.extend(account.aliases.iter().cloned());
        let industry = book.industries.get(&account.industry.value);
        let industry = industry.map_or_else(String::new, |page| scope.text(&page.data.name));
        let owner = scope.person(&account.owner.value);
        let tier = scope
            .assessed(&account.id)
            .and_then(|assessed| assessed.tier.as_ref());
        let tier = tier.map_or_else(String::new, |tier| scope.tier_label(&tier.effective));
        let region = account.region.clone().unwrap_or_default();
        let line: Vec<String> = [tier, industry, region, owner]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        self.entry.line = line.join(" · ");
        let line = self.entry.line.clone();
        self.words(&line);
        account.tags.iter().for_each(|tag| self.words(tag));
        for member in &account.team {
            self.words(&scope.person(&member.person.value));
        }
        account.goals.iter().for_each(|goal| self.text(&goal.text));
        for contact in &account.contacts {
            self.text(&contact.label);
            self.optional(contact.title.as_ref());
            self.optional(contact.unit.as_deref());
        }
        account.needs.iter().for_each(|need| self.text(&need.text));
        for rival in &account.competitors {
            let page = book.competitors.get(&rival.reference.value);
            if let Some(page) = page {
                self.text(&page.data.name);
            }
            self.claims(&rival.strengths);
            self.claims(&rival.weaknesses);
        }
        for cell in &account.wallet {
            self.words(&scope.label(&cell.offering));
            self.words(cell.unit.as_deref().unwrap_or_default());
        }
        for offering in &account.offerings {
            self.words(&scope.label(&offering.id.value));
        }
        for rating in account.scores.values().flat_map(|sheet| sheet.items.values()) {
            self.optional(rating.why());
        }
        for issue in &account.issues {
            self.optional(issue.text.as_ref());
        }
        for risk in &account.risks {
            self.optional(risk.text.as_ref());
        }
        let swot = &account.swot;
        for line in swot.s.iter().chain(&swot.w).chain(&swot.o).chain(&swot.t) {
            self.text(line);
        }
        for answer in account
            .plan
            .iter()
            .flat_map(|plan| plan.steps.values())
            .flat_map(|step| step.answers.values())
        {
            self.optional(answer.text.as_ref());
        }
        for objective in &account.objectives {
            self.text(&objective.text);
        }
        for action in &account.actions {
            self.text(&action.text);
        }
    }
}

/// Markdown without the places its links lead to: nobody looks for those.
fn without_destinations(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some((before, after)) = rest.split_once("](") {
        text.push_str(before);
        text.push(' ');
        rest = after.split_once(')').map_or("", |(_, behind)| behind);
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::samples::Sample;
    use crate::render::samples::file;

    #[test]
    fn a_link_is_found_by_its_words_and_not_by_its_address() {
        assert_eq!(
            without_destinations("见 [泾禾](../accounts/jinghe.md) 与 [北绛](b.md)。"),
            "见 [泾禾  与 [北绛 。"
        );
        assert_eq!(without_destinations("[x](y"), "[x ");
    }

    #[test]
    fn a_model_that_the_team_renamed_is_still_found_by_its_common_name() {
        let own =
            "kind: method\nmethod: clv\nname: {zh: 留客账, en: What keeping is worth}\npurpose: 定投入上限\n";
        let sample = Sample::of(&[file("models/keep.yaml", own)]);
        let route = Route::One(PageKind::Model, Id::new("keep").unwrap());
        let found = entry(sample.zh().shared, Lang::Zh, &route);
        assert_eq!(found.title, "留客账");
        for name in [
            "客户终身价值",
            "Customer lifetime value",
            "What keeping is worth",
            "keep",
        ] {
            assert!(
                found.names.iter().any(|own| own == name),
                "{name}: {:?}",
                found.names
            );
        }
        assert!(found.texts.iter().any(|text| text == "定投入上限"));
    }
}
