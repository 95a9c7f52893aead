//! Which meeting comes to lie on which date when a rhythm changes. Pure. What people put on an agenda
//! stays with its meeting, and meetings keep their order: the next one is still the next one.

use crate::meetings::Placed;
use base::Time;
use jiff::civil::Date;
use std::collections::VecDeque;

/// How a meeting that is to come stands before dates are laid anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Where its rule, or a closed day, has put it.
    Ruled,
    /// Somebody moved it: it stays there while the rhythm still has its day.
    Moved,
    /// It was moved to before its date, and has been.
    Been,
    /// Somebody cancelled it: that day has none.
    Cancelled,
    /// A closed day left it out.
    LeftOut,
}

/// A date that is a row, before.
#[derive(Clone, Copy, Debug)]
pub struct Before {
    /// Its row.
    pub id: i64,
    /// The day on which its rule had it, by the clock there.
    pub on: Date,
    /// How it stands.
    pub stands: Stands,
}

/// Where a date comes to lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum To {
    /// At the time it has: only its date in the rhythm is another.
    Stays,
    /// There.
    Put(Placed),
}

/// A date of the new rhythm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Laid {
    /// The row that comes to lie there; none: a new one.
    pub row: Option<i64>,
    /// When the rhythm has it.
    pub slot: Time,
    /// Where it lies.
    pub to: To,
}

/// Lays dates until so many meetings are ahead. Gives them, and the rows for which there is no date
/// any more.
pub fn lay(
    before: &[Before],
    slots: &[(Time, Date)],
    wanted: usize,
    put: impl Fn(Time) -> Placed,
) -> (Vec<Laid>, Vec<i64>) {
    let keeps = |one: &&Before| {
        let is_own = matches!(one.stands, Stands::Moved | Stands::Been | Stands::Cancelled);
        is_own && slots.iter().any(|(_, on)| *on == one.on)
    };
    let kept: Vec<&Before> = before.iter().filter(keeps).collect();
    let is_kept = |id: i64| kept.iter().any(|one| one.id == id);
    let rest = |stands: &[Stands]| -> VecDeque<i64> {
        let free = before.iter().filter(|one| stands.contains(&one.stands) && !is_kept(one.id));
        free.map(|one| one.id).collect()
    };
    let mut free = rest(&[Stands::Ruled, Stands::Moved]);
    let mut empty = rest(&[Stands::LeftOut]);
    let (mut laid, mut live) = (Vec::new(), 0);
    for (slot, on) in slots {
        if live >= wanted {
            break;
        }
        if let Some(own) = kept.iter().find(|one| one.on == *on) {
            live += usize::from(own.stands == Stands::Moved);
            laid.push(Laid { row: Some(own.id), slot: *slot, to: To::Stays });
            continue;
        }
        let placed = put(*slot);
        let row = match &placed {
            Placed::At(..) => {
                live += 1;
                free.pop_front().or_else(|| empty.pop_front())
            }
            Placed::LeftOut(_) => empty.pop_front(),
        };
        laid.push(Laid { row, slot: *slot, to: To::Put(placed) });
    }
    // one that keeps its day, but lies beyond the last date that is laid, has none
    let is_laid = |id: &i64| laid.iter().any(|one| one.row == Some(*id));
    let far = kept.iter().filter(|one| one.stands == Stands::Moved && !is_laid(&one.id));
    let over = free.into_iter().chain(far.map(|one| one.id)).collect();
    (laid, over)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: i64) -> (Time, Date) {
        let at = Time::from_micros(n * 86_400_000_000);
        let on = jiff::tz::TimeZone::UTC.to_datetime(at.timestamp()).date();
        (at, on)
    }

    fn before(id: i64, n: i64, stands: Stands) -> Before {
        Before { id, on: day(n).1, stands }
    }

    fn there(at: Time) -> Placed {
        Placed::At(at, None)
    }

    #[test]
    fn the_next_meeting_stays_the_next_one() {
        let old = [before(1, 7, Stands::Ruled), before(2, 14, Stands::Ruled)];
        let slots = [day(9), day(23), day(37)];
        let (laid, over) = lay(&old, &slots, 3, there);
        let rows: Vec<_> = laid.iter().map(|one| (one.row, one.slot)).collect();
        assert_eq!(rows, [(Some(1), day(9).0), (Some(2), day(23).0), (None, day(37).0)]);
        assert!(over.is_empty());
    }

    #[test]
    fn what_somebody_moved_or_cancelled_stays_so_while_its_day_is_in_the_rhythm() {
        let old = [
            before(1, 7, Stands::Moved),
            before(2, 14, Stands::Cancelled),
            before(3, 21, Stands::Ruled),
        ];
        let (laid, over) = lay(&old, &[day(7), day(14), day(21)], 2, there);
        assert_eq!(laid[0], Laid { row: Some(1), slot: day(7).0, to: To::Stays });
        assert_eq!(laid[1], Laid { row: Some(2), slot: day(14).0, to: To::Stays });
        assert_eq!(laid[2].row, Some(3));
        assert!(over.is_empty());
        // without its day it goes with the others; what was cancelled stays behind
        let (laid, over) = lay(&old, &[day(8), day(15)], 2, there);
        let rows: Vec<_> = laid.iter().map(|one| one.row).collect();
        assert_eq!(rows, [Some(1), Some(3)]);
        assert!(over.is_empty());
    }

    #[test]
    fn a_closed_day_takes_no_agenda_with_it() {
        let old = [before(1, 7, Stands::Ruled), before(2, 14, Stands::LeftOut)];
        let closed = |at: Time| match at == day(8).0 {
            true => Placed::LeftOut("Closed".into()),
            false => there(at),
        };
        let (laid, over) = lay(&old, &[day(8), day(15), day(22)], 1, closed);
        let rows: Vec<_> = laid.iter().map(|one| one.row).collect();
        assert_eq!(rows, [Some(2), Some(1)]);
        assert!(over.is_empty());
    }

    #[test]
    fn fewer_dates_leave_meetings_over() {
        let old = [before(1, 7, Stands::Ruled), before(2, 14, Stands::Ruled)];
        assert_eq!(lay(&old, &[day(7)], 6, there).1, [2]);
        assert_eq!(lay(&old, &[], 6, there).1, [1, 2]);
    }
}
