//! Every link of every page, of every book there is, leads to a file and a place inside the site; every page is reached.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use crate::book::Book;
use crate::book::THEMES;
use crate::markup::Element;
use crate::markup::decoded;
use crate::markup::elements;

/// Attributes that make a browser fetch, or go.
const ADDRESSES: [&str; 8] = [
    "href",
    "src",
    "srcset",
    "poster",
    "action",
    "formaction",
    "data",
    "xlink:href",
];
/// Attributes that name ids of the page itself, separated by spaces.
const IDS: [&str; 6] = [
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "for",
    "headers",
    "data-filters",
];

/// A built site, read once.
struct Site {
    files: BTreeSet<String>,
    pages: BTreeMap<String, Vec<Element>>,
}

impl Site {
    fn read(output: &Path) -> Site {
        let mut files = BTreeSet::new();
        let mut pages = BTreeMap::new();
        for entry in walkdir::WalkDir::new(output) {
            let entry = entry.unwrap();
            if !entry.file_type().is_file() {
                continue;
            }
            let path = entry.path().strip_prefix(output).unwrap().to_str().unwrap();
            files.insert(path.to_owned());
            if path.ends_with(".html") {
                let text = fs::read_to_string(entry.path()).unwrap();
                pages.insert(path.to_owned(), elements(&text));
            }
        }
        Site { files, pages }
    }

    fn has_id(&self, page: &str, id: &str) -> bool {
        self.pages[page]
            .iter()
            .any(|element| element.get("id") == Some(id))
    }

    /// Where an address on a page leads: a file of the site, or why not.
    fn follow(&self, page: &str, address: &str) -> Result<String, String> {
        let (rest, id) = address.split_once('#').unwrap_or((address, ""));
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let file = match path {
            "" => page.to_owned(),
            _ => joined(page, &decoded(path)).ok_or("leaves the site")?,
        };
        if !self.files.contains(&file) {
            return Err(format!("no file {file}"));
        }
        if !id.is_empty() && !self.has_id(&file, &decoded(id)) {
            return Err(format!("no place #{id} on {file}"));
        }
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            self.asked(&file, key, &decoded(value))?;
        }
        Ok(file)
    }

    /// A question in an address is one that the page's filters understand.
    fn asked(&self, file: &str, key: &str, value: &str) -> Result<(), String> {
        let elements = &self.pages[file];
        if key == "sort" {
            let is_column = |element: &Element| element.get("data-key") == Some(value);
            return elements
                .iter()
                .any(is_column)
                .then_some(())
                .ok_or(format!("{file} has no column {value}"));
        }
        let is_field = |element: &Element| element.get("name") == Some(key);
        let field = elements.iter().position(is_field);
        let field = field.ok_or(format!("{file} has no filter {key}"))?;
        let mut options = elements[field + 1..]
            .iter()
            .take_while(|element| element.name == "option");
        let is_known =
            elements[field].name != "select" || options.any(|option| option.get("value") == Some(value));
        is_known
            .then_some(())
            .ok_or(format!("the filter {key} of {file} has no {value}"))
    }
}

/// A relative path as seen from a page; nothing where it leaves the site.
fn joined(page: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => (),
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// What an element links to; a page that moved says it in its `content`.
fn addresses(element: &Element) -> Vec<&str> {
    let named = ADDRESSES.iter().filter_map(|name| element.get(name));
    let moved = element
        .get("content")
        .and_then(|content| content.split_once("; url="));
    named.chain(moved.map(|(_, url)| url)).collect()
}

/// Everything wrong with the links of a site, and how many were followed.
fn check(output: &Path) -> (usize, Vec<String>) {
    let site = Site::read(output);
    let mut wrong = Vec::new();
    let mut n_links = 0;
    let mut leads: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (page, elements) in &site.pages {
        let mut seen = BTreeSet::new();
        for element in elements {
            if let Some(id) = element.get("id").filter(|id| !seen.insert(*id)) {
                wrong.push(format!("{page}: #{id} stands twice"));
            }
            for address in addresses(element) {
                n_links += 1;
                if element.name == "a"
                    && ["https:", "http:", "mailto:"]
                        .iter()
                        .any(|far| address.starts_with(far))
                {
                    continue;
                }
                match site.follow(page, address) {
                    Ok(file) => {
                        leads.entry(page).or_default().insert(file);
                    }
                    Err(why) => wrong.push(format!("{page}: {address}: {why}")),
                }
            }
            for (_, value) in &element.attributes {
                let drawn = value
                    .strip_prefix("url(#")
                    .and_then(|rest| rest.strip_suffix(')'));
                if drawn.is_some_and(|id| !site.has_id(page, id)) {
                    wrong.push(format!("{page}: nothing is {value}"));
                }
            }
            for id in IDS
                .iter()
                .filter_map(|name| element.get(name))
                .flat_map(str::split_whitespace)
            {
                if !site.has_id(page, id) {
                    wrong.push(format!("{page}: nothing is called {id}"));
                }
            }
        }
    }
    wrong.extend(unreached(&site, &leads).map(|page| format!("{page}: no way leads there")));
    for file in &site.files {
        wrong.extend(of_search(output, &site, file));
        wrong.extend(of_styles(output, file));
    }
    (n_links, wrong)
}

/// Pages that nobody comes to from the home page; a missing page and one that moved have no way to them.
fn unreached<'a>(
    site: &'a Site,
    leads: &BTreeMap<&str, BTreeSet<String>>,
) -> impl Iterator<Item = &'a String> {
    let mut reached: BTreeSet<String> = BTreeSet::new();
    let mut next = vec!["index.html".to_owned()];
    while let Some(page) = next.pop() {
        if reached.insert(page.clone()) {
            next.extend(leads.get(page.as_str()).into_iter().flatten().cloned());
        }
    }
    let moved = |page: &str| {
        site.pages[page]
            .iter()
            .any(|element| element.get("http-equiv") == Some("refresh"))
    };
    site.pages
        .keys()
        .filter(move |page| !reached.contains(*page) && *page != "404.html" && !moved(page))
}

/// Links of the search index: rows of `p-N.js` are title, page, kind, more; pages are seen from the language's folder.
fn of_search(output: &Path, site: &Site, file: &str) -> Vec<String> {
    let Some((root, name)) = file.split_once("search/") else {
        return Vec::new();
    };
    let text = fs::read_to_string(output.join(file)).unwrap();
    let data = || {
        let start = text.find(['[', '{']).unwrap();
        serde_json::from_str::<serde_json::Value>(text[start..].trim_end().trim_end_matches(");")).unwrap()
    };
    if name == "meta.js" {
        let meta = data();
        let pages = meta["pages"]
            .as_u64()
            .unwrap()
            .div_ceil(meta["per"].as_u64().unwrap());
        let shares = (0..meta["shares"].as_u64().unwrap()).map(|n| format!("{root}search/i-{n}.js"));
        let chunks = (0..pages).map(|n| format!("{root}search/p-{n}.js"));
        let lost = shares.chain(chunks).filter(|part| !site.files.contains(part));
        return lost.map(|part| format!("{file}: no file {part}")).collect();
    }
    if !name.starts_with("p-") {
        return Vec::new();
    }
    let from = format!("{root}index.html");
    let rows = data();
    let rows = rows.as_array().unwrap();
    assert!(!rows.is_empty(), "{file} is empty");
    let follow = |row: &serde_json::Value| {
        let address = row[1].as_str().unwrap().to_owned();
        site.follow(&from, &address)
            .err()
            .map(|why| format!("{file}: {address}: {why}"))
    };
    rows.iter().filter_map(follow).collect()
}

/// A stylesheet fetches nothing.
fn of_styles(output: &Path, file: &str) -> Vec<String> {
    if !file.ends_with(".css") {
        return Vec::new();
    }
    let text = fs::read_to_string(output.join(file)).unwrap();
    let fetches = ["url(", "@import"].iter().filter(|word| text.contains(**word));
    fetches.map(|word| format!("{file}: {word}")).collect()
}

fn must_hold(books: &[(String, Book)], least: usize) {
    let mut wrong = Vec::new();
    for (name, book) in books {
        book.build();
        let (n_links, found) = check(&book.output());
        assert!(n_links > least, "{name}: only {n_links} links were followed");
        wrong.extend(found.into_iter().map(|what| format!("{name}: {what}")));
    }
    assert!(
        wrong.is_empty(),
        "{} links lead nowhere:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_link_of_the_shipped_book_leads_somewhere_in_it() {
    let books = THEMES.map(|theme| (theme.to_owned(), Book::shipped(theme)));
    must_hold(&books, 10_000);
}

#[test]
fn every_link_of_the_small_book_and_the_example_books_leads_somewhere_in_them() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut roots: Vec<PathBuf> = fs::read_dir(golden)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    roots.sort();
    assert!(roots.len() > 3, "{roots:?}");
    let mut books = vec![("init".to_owned(), Book::small())];
    books.extend(
        roots
            .into_iter()
            .map(|root| (root.display().to_string(), Book::copy(&root))),
    );
    must_hold(&books, 100);
}
