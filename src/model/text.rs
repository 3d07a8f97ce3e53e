//! Text in one or several languages.

use crate::diag::Lang;

/// `lstr`: plain text, or a text per language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    /// Written without a language: stands for the book's first one.
    pub plain: Option<String>,
    /// 中文.
    pub zh: Option<String>,
    /// English.
    pub en: Option<String>,
}

impl Text {
    /// Plain text.
    pub fn plain(text: impl Into<String>) -> Text {
        Text {
            plain: Some(text.into()),
            ..Text::default()
        }
    }

    /// What is written for exactly `lang`, plain text counting for `first`, the book's first language.
    pub fn only(&self, lang: Lang, first: Lang) -> Option<&str> {
        let own = match lang {
            Lang::Zh => self.zh.as_deref(),
            Lang::En => self.en.as_deref(),
        };
        own.or(if lang == first {
            self.plain.as_deref()
        } else {
            None
        })
    }

    /// The text to show to a reader of `lang`: theirs, else plain, else the other language.
    pub fn get(&self, lang: Lang) -> &str {
        let (own, other) = match lang {
            Lang::Zh => (&self.zh, &self.en),
            Lang::En => (&self.en, &self.zh),
        };
        own.as_deref()
            .or(self.plain.as_deref())
            .or(other.as_deref())
            .unwrap_or("")
    }

    /// True if nothing is written in any language.
    pub fn is_empty(&self) -> bool {
        [&self.plain, &self.zh, &self.en]
            .into_iter()
            .flatten()
            .all(|text| text.trim().is_empty())
    }
}
