//! Customer lifetime value 客户终身价值: margin · retention / (1 + discount rate − retention) − acquisition cost.

use crate::model::account::ClvInputs;
use crate::model::exact::Exact;

/// Lifetime value in base units; `None` if an input is unknown or the denominator is not above 0.
///
/// An unknown acquisition cost counts as 0.
pub fn lifetime_value(inputs: &ClvInputs) -> Option<Exact> {
    let (margin, retention) = (inputs.margin.as_ref()?, inputs.retention.as_ref()?);
    let loss = &(&Exact::ONE + inputs.discount_rate.as_ref()?) - retention;
    if !loss.is_positive() {
        return None;
    }
    let stream = (margin * retention).over(&loss)?;
    Some(stream - inputs.acquisition_cost.clone().unwrap_or(Exact::ZERO))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(retention: &str, rate: &str) -> Option<Exact> {
        lifetime_value(&ClvInputs {
            margin: Some(Exact::from(30)),
            retention: Exact::parse(retention),
            discount_rate: Exact::parse(rate),
            acquisition_cost: None,
        })
    }

    #[test]
    fn a_customer_never_lost_at_no_discount_has_no_finite_value() {
        assert_eq!(value("1", "0"), None);
        assert_eq!(value("0.5", "0.1"), Some(Exact::from(25)));
    }

    #[test]
    fn an_unknown_input_leaves_the_value_unknown() {
        assert_eq!(value("", "0.1"), None);
        assert_eq!(value("0.5", ""), None);
    }
}
