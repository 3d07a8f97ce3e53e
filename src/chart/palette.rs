//! The colours of all charts: a role each, with a light and a dark literal.

/// What a colour means. Cinnabar ([`Role::Seal`]) is for the seal and for what is wrong, nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The page.
    Paper,
    /// Text and axes.
    Ink,
    /// Text of second rank, context marks.
    Ink2,
    /// Decoration: grids, cell rims.
    Hair,
    /// What can be opened.
    Link,
    /// The seal, and what is wrong.
    Seal,
    /// Good.
    Good,
    /// Caution.
    Caution,
    /// First category, and the one point of a chart.
    Cat1,
    /// Second category.
    Cat2,
    /// Third category.
    Cat3,
    /// Fourth category.
    Cat4,
    /// Fifth category.
    Cat5,
    /// Sixth category.
    Cat6,
    /// Seventh category.
    Cat7,
    /// Eighth category.
    Cat8,
    /// The rest, and context.
    Other,
}

/// A role's name in classes and custom properties, and its two literals (`0xRRGGBB`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Swatch {
    /// The role.
    pub role: Role,
    /// `ink` of the class `k-ink`.
    pub name: &'static str,
    /// On light paper.
    pub light: u32,
    /// On dark paper.
    pub dark: u32,
}

impl Swatch {
    /// The light literal as CSS has it: `#1D1B18`.
    pub fn css(self) -> impl std::fmt::Display {
        Css(self.light)
    }
}

struct Css(u32);

impl std::fmt::Display for Css {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "#{:06X}", self.0)
    }
}

const fn swatch(role: Role, name: &'static str, light: u32, dark: u32) -> Swatch {
    Swatch {
        role,
        name,
        light,
        dark,
    }
}

/// Every role once. No two light literals are the same, so a colour leads back to its role.
///
/// Source: the design's measured table; text ≥ 4.5 : 1, marks ≥ 3 : 1 on paper.
pub const SWATCHES: [Swatch; 17] = [
    swatch(Role::Paper, "paper", 0xFAF8F4, 0x161513),
    swatch(Role::Ink, "ink", 0x1D1B18, 0xECE8E0),
    swatch(Role::Ink2, "ink2", 0x5C574F, 0xA9A296),
    swatch(Role::Hair, "hair", 0xE3DED4, 0x38342E),
    swatch(Role::Link, "link", 0x1B4F7A, 0x8DBCE4),
    swatch(Role::Seal, "seal", 0xA8231C, 0xE4675C),
    swatch(Role::Good, "good", 0x2B6B4F, 0x74BF9B),
    swatch(Role::Caution, "caution", 0x8A5A00, 0xDDAE57),
    swatch(Role::Cat1, "cat1", 0x433488, 0x89BCFF),
    swatch(Role::Cat2, "cat2", 0xB37D5E, 0xF39F53),
    swatch(Role::Cat3, "cat3", 0x066944, 0x7CFED1),
    swatch(Role::Cat4, "cat4", 0x9581C3, 0xBB73C6),
    swatch(Role::Cat5, "cat5", 0x5E9993, 0xE8F37F),
    swatch(Role::Cat6, "cat6", 0x814E89, 0x85A390),
    swatch(Role::Cat7, "cat7", 0x7C3504, 0xCBDCEE),
    swatch(Role::Cat8, "cat8", 0x53384A, 0xB6A7C3),
    swatch(Role::Other, "other", 0x8C867B, 0x8A8479),
];

const CATEGORIES: [Role; 8] = [
    Role::Cat1,
    Role::Cat2,
    Role::Cat3,
    Role::Cat4,
    Role::Cat5,
    Role::Cat6,
    Role::Cat7,
    Role::Cat8,
];

impl Role {
    /// The colour of the `idx`-th category, from 0; grey from the ninth on.
    pub fn category(idx: usize) -> Role {
        CATEGORIES.get(idx).copied().unwrap_or(Role::Other)
    }

    /// The role's row of the table, which has the order of the roles.
    pub fn swatch(self) -> Swatch {
        SWATCHES
            .get(self as usize)
            .copied()
            .unwrap_or(swatch(Role::Ink, "ink", 0x1D1B18, 0xECE8E0))
    }

    /// `ink`, `cat1` … as classes and custom properties have it.
    pub fn name(self) -> &'static str {
        self.swatch().name
    }

    /// The light literal: `#1D1B18`.
    pub fn literal(self) -> String {
        self.swatch().css().to_string()
    }

    /// Red, green and blue of the light literal.
    pub fn rgb(self) -> (u8, u8, u8) {
        let [_, red, green, blue] = self.swatch().light.to_be_bytes();
        (red, green, blue)
    }

    /// The role that a colour drawn by plotters stands for; ink for a colour of no role.
    pub fn from_rgb((red, green, blue): (u8, u8, u8)) -> Role {
        let light = u32::from_be_bytes([0, red, green, blue]);
        SWATCHES
            .into_iter()
            .find(|swatch| swatch.light == light)
            .map_or(Role::Ink, |swatch| swatch.role)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_leads_back_to_its_role() {
        for swatch in SWATCHES {
            assert_eq!(Role::from_rgb(swatch.role.rgb()), swatch.role);
            assert_eq!(swatch.role.swatch(), swatch);
        }
        assert_eq!(Role::from_rgb((1, 2, 3)), Role::Ink);
    }

    #[test]
    fn from_the_ninth_category_on_all_is_grey() {
        assert_eq!(Role::category(7), Role::Cat8);
        assert_eq!(Role::category(8), Role::Other);
        assert_eq!(Role::category(200), Role::Other);
    }

    fn luminance(hex: u32) -> f64 {
        let [_, red, green, blue] = hex.to_be_bytes();
        let linear = |byte: u8| {
            let part = f64::from(byte) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                libm::pow((part + 0.055) / 1.055, 2.4)
            }
        };
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    fn contrast(one: u32, two: u32) -> f64 {
        let (one, two) = (luminance(one), luminance(two));
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    #[test]
    fn marks_stand_three_to_one_and_text_four_and_a_half_to_one_on_paper() {
        let paper = Role::Paper.swatch();
        for swatch in SWATCHES {
            let least = match swatch.role {
                Role::Paper | Role::Hair => continue,
                Role::Ink | Role::Ink2 | Role::Link | Role::Seal | Role::Good | Role::Caution => 4.5,
                _ => 3.0,
            };
            assert!(
                contrast(swatch.light, paper.light) >= least,
                "{} light",
                swatch.name
            );
            assert!(contrast(swatch.dark, paper.dark) >= least, "{} dark", swatch.name);
        }
    }
}
