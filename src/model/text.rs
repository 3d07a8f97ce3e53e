//! Text in one or several languages.

use crate::diag::Lang;

/// `lstr`: plain text, or a text per language. A dossier holds dozens: two words each, and what is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text(Written);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Written {
    /// Without a language: stands for the book's first one.
    Plain(Box<str>),
    /// Per language; none where nothing is written.
    Each(Option<Box<Each>>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Each {
    zh: Option<Box<str>>,
    en: Option<Box<str>>,
}

impl Default for Text {
    fn default() -> Text {
        Text(Written::Each(None))
    }
}

impl Text {
    /// Plain text: without a language, it stands for the book's first one.
    pub fn plain(text: impl Into<String>) -> Text {
        Text(Written::Plain(text.into().into_boxed_str()))
    }

    /// A text per language: 中文, then English.
    pub fn each(zh: Option<String>, en: Option<String>) -> Text {
        if zh.is_none() && en.is_none() {
            return Text::default();
        }
        let (zh, en) = (zh.map(String::into_boxed_str), en.map(String::into_boxed_str));
        Text(Written::Each(Some(Box::new(Each { zh, en }))))
    }

    /// What is written without a language.
    fn unnamed(&self) -> Option<&str> {
        match &self.0 {
            Written::Plain(text) => Some(text),
            Written::Each(_) => None,
        }
    }

    /// What is written for a language by name.
    fn named(&self, lang: Lang) -> Option<&str> {
        let Written::Each(Some(each)) = &self.0 else {
            return None;
        };
        match lang {
            Lang::Zh => each.zh.as_deref(),
            Lang::En => each.en.as_deref(),
        }
    }

    /// All that is written: plain text, or 中文 and English.
    pub fn written(&self) -> impl Iterator<Item = &str> {
        self.unnamed().into_iter().chain(self.by_language())
    }

    /// What is written for languages by name: 中文, English.
    pub fn by_language(&self) -> impl Iterator<Item = &str> {
        [Lang::Zh, Lang::En]
            .into_iter()
            .filter_map(|lang| self.named(lang))
    }

    /// What is written for exactly `lang`, plain text counting for `first`, the book's first language.
    pub fn only(&self, lang: Lang, first: Lang) -> Option<&str> {
        let plain = self.unnamed().filter(|_| lang == first);
        self.named(lang).or(plain)
    }

    /// The text to show to a reader of `lang`: theirs, else plain, else the other language.
    pub fn get(&self, lang: Lang) -> &str {
        let other = match lang {
            Lang::Zh => Lang::En,
            Lang::En => Lang::Zh,
        };
        self.named(lang)
            .or(self.unnamed())
            .or(self.named(other))
            .unwrap_or("")
    }

    /// True if nothing is written in any language.
    pub fn is_empty(&self) -> bool {
        self.written().all(|text| text.chars().all(char::is_whitespace))
    }
}
