//! The course of a whale curve: its peak, its ends, and the points that stand for all where there are many.

use crate::chart::plane::Span;
use crate::chart::whale::Account;
use crate::chart::whale::WhaleData;

/// Up to so many accounts every one is drawn.
const ALL: usize = 200;

/// Of more: so many of the first, and about [`STEPS`] of the others at even distances.
pub const FIRST: usize = 20;
const STEPS: usize = 120;

/// Percent beyond which a figure is none.
const MOST: f64 = 1e9;

/// An account with its rank, from 1.
pub type Ranked<'a> = (usize, &'a Account);

/// The curve, and what stands out on it.
pub struct Curve<'a> {
    /// Rank of the last.
    pub n: usize,
    /// All of them, or those that stand for all.
    pub drawn: Vec<Ranked<'a>>,
    /// The first account with which the most is reached.
    pub peak: Ranked<'a>,
    /// The last one before profit is lost.
    pub turn: Ranked<'a>,
    /// The last of all.
    pub last: Ranked<'a>,
    /// The account in question.
    pub focus: Option<Ranked<'a>>,
}

impl<'a> Curve<'a> {
    /// `None` if there is nobody on it.
    pub fn of(data: &'a WhaleData) -> Option<Curve<'a>> {
        let ranked = || {
            (1..)
                .zip(&data.accounts)
                .filter(|(_, account)| account.cumulative.abs() <= MOST)
        };
        let higher =
            |one: &(usize, &Account), two: &(usize, &Account)| one.1.cumulative.total_cmp(&two.1.cumulative);
        let turn = ranked().max_by(higher)?;
        let peak = ranked().find(|(_, account)| account.cumulative >= turn.1.cumulative)?;
        let last = ranked().last()?;
        let n = last.0;
        let focus = ranked().find(|(_, account)| account.is_focus);
        let step = step(n);
        let is_drawn = |rank: usize| {
            n <= ALL
                || rank <= FIRST
                || rank.is_multiple_of(step)
                || [peak.0, turn.0, last.0].contains(&rank)
                || focus.is_some_and(|focus| focus.0 == rank)
        };
        Some(Curve {
            n,
            drawn: ranked().filter(|(rank, _)| is_drawn(*rank)).collect(),
            peak,
            turn,
            last,
            focus,
        })
    }

    /// Accounts that take profit away.
    pub fn n_losing(&self) -> usize {
        self.n - self.turn.0
    }

    /// Percent of all profit that they take away.
    pub fn loss(&self) -> f64 {
        self.peak.1.cumulative - self.last.1.cumulative
    }

    /// Its points in data coordinates, both ranks included; rank 0 is where it begins.
    pub fn points(&self, from: usize, to: usize) -> Vec<(f64, f64)> {
        let start = (from == 0).then_some((0.0, 0.0));
        let drawn = self
            .drawn
            .iter()
            .filter(|(rank, _)| *rank >= from && *rank <= to)
            .map(|(rank, account)| (*rank as f64, account.cumulative));
        start.into_iter().chain(drawn).collect()
    }

    /// Of those behind the first ones, one in so many is drawn.
    pub fn step(&self) -> usize {
        step(self.n)
    }

    /// Along the accounts, who come whole.
    pub fn x_span(&self) -> Span {
        let span = Span::new(0.0, self.n as f64).ticked(5);
        let is_whole = |tick: &f64| (tick - libm::round(*tick)).abs() < 1e-9;
        Span {
            ticks: span.ticks.iter().copied().filter(is_whole).collect(),
            ..span
        }
    }

    /// From nothing to the peak, with room for its name above it.
    pub fn y_span(&self) -> Span {
        let cumulative = self.drawn.iter().map(|(_, account)| account.cumulative);
        let low = cumulative.fold(0.0, f64::min);
        Span::new(low, self.peak.1.cumulative.max(100.0) * 1.24).ticked(5)
    }
}

fn step(n: usize) -> usize {
    n.div_ceil(STEPS)
}
