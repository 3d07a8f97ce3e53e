//! Fields of a dossier that are older than the book allows.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::diag::At;
use crate::engine::assessment::StaleField;
use crate::model::account::Account;
use crate::model::date::When;
use crate::model::date::days_between;

/// A field that can go stale: its name, the dossier's key that holds it, and the day it was true.
pub struct AgedField {
    /// Name in `max_age_days` and in the export.
    pub field: &'static str,
    /// Top-level key of the dossier.
    pub key: &'static str,
    day: fn(&Account) -> Option<Date>,
}

/// Every field that can go stale, sorted by name.
pub const AGED_FIELDS: &[AgedField] = &[
    AgedField {
        field: "contacts",
        key: "contacts",
        day: newest_contact,
    },
    AgedField {
        field: "financials",
        key: "financials",
        day: |account| {
            let days = account.financials.iter();
            days.map(|row| row.period.value.last_day()).max()
        },
    },
    AgedField {
        field: "needs_stage",
        key: "needs_stage",
        day: |account| Some(account.needs_stage.as_ref()?.as_of.as_ref()?.value),
    },
    AgedField {
        field: "reviewed",
        key: "reviewed_on",
        // A day that could not be read has no place, and was named already.
        day: |account| (account.reviewed_on.at != At::default()).then_some(account.reviewed_on.value),
    },
    AgedField {
        field: "scores",
        key: "scores",
        day: |account| {
            let sheets = account.scores.values();
            sheets
                .filter_map(|sheet| Some(sheet.scored_on.as_ref()?.value))
                .max()
        },
    },
    AgedField {
        field: "value",
        key: "value",
        day: |account| {
            let indicators = account.value.values().flatten();
            indicators.filter_map(|row| row.as_of.map(When::day)).max()
        },
    },
    AgedField {
        field: "wallet",
        key: "wallet",
        day: |account| {
            let year = account.wallet.iter().map(|cell| cell.year).max()?;
            Date::new(i16::try_from(year).ok()?, 12, 31).ok()
        },
    },
];

fn newest_contact(account: &Account) -> Option<Date> {
    account
        .contacts
        .iter()
        .flat_map(|contact| &contact.coverage)
        .filter_map(|coverage| Some(coverage.last.as_ref()?.value))
        .max()
}

/// Fields whose age is above their limit, by name. An unknown day, or a field without a limit, is never stale.
pub fn stale(account: &Account, max_age_days: &BTreeMap<String, i64>, as_of: Date) -> Vec<StaleField> {
    AGED_FIELDS
        .iter()
        .filter_map(|aged| {
            let max_age_days = *max_age_days.get(aged.field)?;
            let age_days = days_between((aged.day)(account)?, as_of);
            (age_days > max_age_days).then_some(StaleField {
                field: aged.field,
                age_days,
                max_age_days,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::samples::account;
    use crate::engine::samples::day;

    fn limits(days: i64) -> BTreeMap<String, i64> {
        AGED_FIELDS
            .iter()
            .map(|aged| (aged.field.to_owned(), days))
            .collect()
    }

    #[test]
    fn a_field_is_stale_only_above_its_limit() {
        let mut account = account("a");
        account.reviewed_on.value = day("2025-06-01");
        account.reviewed_on.at = At { line: 9, column: 1 };
        assert_eq!(stale(&account, &limits(29), day("2025-06-30")), []);
        let stale_fields = stale(&account, &limits(28), day("2025-06-30"));
        assert_eq!(stale_fields.len(), 1);
        assert_eq!(
            (stale_fields[0].field, stale_fields[0].age_days),
            ("reviewed", 29)
        );
    }

    #[test]
    fn a_field_without_a_limit_or_a_day_is_never_stale() {
        assert_eq!(stale(&account("a"), &BTreeMap::new(), day("2099-06-30")), []);
    }

    #[test]
    fn the_fields_stand_in_the_order_of_their_names() {
        assert!(AGED_FIELDS.is_sorted_by_key(|aged| aged.field));
    }
}
