//! Parts a reply from what it quotes and from its signature.
//!
//! Nothing is thrown away: what is cut comes back beside the reply, so that a page can fold it.
//! Every line is looked at a bounded number of times, with a bounded look ahead.

mod lines;
mod phrases;

use lines::{Kind, Line};

/// Longest signature, in lines, that a mere rule of dashes may introduce. A longer rest is taken
/// for a section of the text. `--` alone on a line (the usenet convention) has no such limit.
const RULED_SIGNATURE_LINES: usize = 8;

/// A text in two: what its writer wrote, and the quote and signature around it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trimmed {
    /// The writer's own words; both ends trimmed. Empty only when there are none.
    pub reply: String,
    /// Quoted messages and signature in their order; empty when nothing was cut.
    pub cut: String,
}

/// Separates a reply from the quote and the signature, as mail programs in Chinese, Dutch,
/// English, French, German, Italian, Norwegian, Polish, Portuguese, Russian, Spanish, Swedish
/// and Ukrainian write them.
///
/// A text that is all quote stays whole, unless it says itself whom it quotes.
pub fn trim(text: &str) -> Trimmed {
    let lines = lines::read(text);
    let Some(first) = lines.iter().position(|l| l.kind != Kind::Blank) else {
        return Trimmed::default();
    };
    if only_a_titled_quote(&lines) {
        return Trimmed { reply: String::new(), cut: join(lines.iter()) };
    }
    let mut keep: Vec<bool> = vec![true; lines.len()];
    if lines[first].kind == Kind::Attribution {
        drop_attributions(&lines, &mut keep);
        drop_top_quote(&lines, first, &mut keep);
    } else if lines[first].kind == Kind::OldMessage && drop_top_header(&lines, first, &mut keep) {
        // A message passed on without a word: what it says is the text.
    } else if let Some(at) = old_message(&lines, first, &mut keep) {
        keep[at..].fill(false);
    }
    drop_signature(&lines, &mut keep);
    drop_tail(&lines, &mut keep);
    let own =
        |wanted: bool| join(lines.iter().zip(&keep).filter(|(_, k)| **k == wanted).map(|(l, _)| l));
    let reply = own(true);
    if reply.is_empty() {
        return Trimmed { reply: join(lines.iter()), cut: String::new() };
    }
    Trimmed { reply, cut: own(false) }
}

fn join<'l, 't: 'l>(lines: impl Iterator<Item = &'l Line<'t>>) -> String {
    let texts: Vec<&str> = lines.map(|l| l.text.as_ref()).collect();
    let joined = texts.join("\n");
    joined.trim_matches('\n').trim_end().to_owned()
}

/// Every line is quoted and the first one names the writer: there is no reply in it.
fn only_a_titled_quote(lines: &[Line<'_>]) -> bool {
    let mut spoken = lines.iter().filter(|l| l.kind != Kind::Blank);
    spoken.next().is_some_and(|l| l.kind == Kind::QuotedAttribution)
        && spoken.all(|l| l.kind.is_quote())
}

/// Where the older message begins, when words of the writer stand above it.
///
/// A reply written between the quoted lines keeps the quotes that it answers, or it could not be
/// understood: only the attribution goes.
fn old_message(lines: &[Line<'_>], first: usize, keep: &mut [bool]) -> Option<usize> {
    let mut between = false;
    for (at, line) in lines.iter().enumerate().skip(first + 1) {
        match line.kind {
            Kind::OldMessage => return Some(at),
            Kind::Attribution if between => keep[at] = false,
            Kind::Attribution if is_answered_between(&lines[at + 1..]) => {
                between = true;
                keep[at] = false;
            }
            Kind::Attribution => return Some(at),
            _ => {}
        }
    }
    // A marker on the very first line is no cut: what follows is a forwarded message.
    None
}

/// Quote, own words, quote again, in this order.
fn is_answered_between(lines: &[Line<'_>]) -> bool {
    let mut spoken =
        lines.iter().filter(|l| l.kind != Kind::Blank).map(|l| l.kind.is_quote()).peekable();
    if spoken.peek() != Some(&true) {
        return false;
    }
    spoken.skip_while(|quoted| *quoted).any(|quoted| quoted)
}

fn drop_attributions(lines: &[Line<'_>], keep: &mut [bool]) {
    for (line, keep) in lines.iter().zip(keep) {
        if line.kind == Kind::Attribution {
            *keep = false;
        }
    }
}

/// The title and the copied header at the top, down to the blank line below them. Whether
/// anything is left.
fn drop_top_header(lines: &[Line<'_>], first: usize, keep: &mut [bool]) -> bool {
    let is_blank = |at: usize| lines.get(at).is_none_or(|l| l.kind == Kind::Blank);
    let mut end = first + 1;
    while end < lines.len() && (is_blank(end) || lines[end].kind == Kind::OldMessage) {
        end += 1;
    }
    while !is_blank(end) {
        end += 1;
    }
    let Some(rest) = lines.get(end..).and_then(|r| r.iter().position(|l| l.kind != Kind::Blank))
    else {
        return false;
    };
    keep[first..end].fill(false);
    let start = end + rest;
    if let Some(at) = old_message(lines, start, keep) {
        keep[at..].fill(false);
    }
    true
}

/// An answer below one whole quote needs the quote no more than one above it does.
fn drop_top_quote(lines: &[Line<'_>], first: usize, keep: &mut [bool]) {
    let rest = &lines[first + 1..];
    let Some(start) = rest.iter().position(|l| l.kind != Kind::Blank) else { return };
    let end = rest[start..]
        .iter()
        .position(|l| !l.kind.is_quote() && l.kind != Kind::Blank)
        .map_or(rest.len(), |n| start + n);
    let one_block = rest[start].kind.is_quote() && !rest[end..].iter().any(|l| l.kind.is_quote());
    if one_block && end < rest.len() {
        keep[first + 1..first + 1 + end].fill(false);
    }
}

/// `--` and everything below it; or a rule of dashes with a few lines below it.
fn drop_signature(lines: &[Line<'_>], keep: &mut [bool]) {
    let end = keep.iter().rposition(|k| *k).map_or(0, |n| n + 1);
    let mut above_is_blank = true;
    let mut seen_text = false;
    let mut start = None;
    for at in 0..end {
        if !keep[at] {
            continue;
        }
        match lines[at].kind {
            Kind::SignatureMark if seen_text => {
                start = Some(at);
                break;
            }
            Kind::Rule if seen_text && above_is_blank && is_short(&lines[at + 1..end]) => {
                start = Some(at);
                break;
            }
            Kind::Blank | Kind::SignatureMark | Kind::Rule => {}
            _ => seen_text = true,
        }
        above_is_blank = lines[at].kind == Kind::Blank;
    }
    if let Some(start) = start {
        keep[start..end].fill(false);
    }
}

fn is_short(lines: &[Line<'_>]) -> bool {
    lines.iter().filter(|l| l.kind != Kind::Blank).take(RULED_SIGNATURE_LINES + 1).count()
        <= RULED_SIGNATURE_LINES
}

/// Quotes, rules, device signatures and blank lines at the end of what is left.
fn drop_tail(lines: &[Line<'_>], keep: &mut [bool]) {
    let Some(end) = keep.iter().rposition(|k| *k) else { return };
    let is_tail = |at: usize| {
        let kind = lines[at].kind;
        kind.is_quote()
            || matches!(kind, Kind::Blank | Kind::Rule | Kind::SignatureMark | Kind::Device)
    };
    let last_word = (0..=end).rev().find(|at| keep[*at] && !is_tail(*at));
    // All tail: there is nothing else to show, so it stays.
    if let Some(last_word) = last_word {
        keep[last_word + 1..=end].fill(false);
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a generous bound against runaway time")]
mod tests {
    use super::*;

    #[test]
    fn a_quote_below_is_cut() {
        let t = trim(
            "Second floor.\n\nOn Tue, Mar 3, 2026 at 9:00 AM Desk <d@x.example> wrote:\n\n> Which?\n",
        );
        assert_eq!(t.reply, "Second floor.");
        assert!(t.cut.starts_with("On Tue") && t.cut.ends_with("> Which?"));
    }

    #[test]
    fn an_answer_below_one_quote_is_found() {
        let t = trim(
            "On Tue, Mar 3, 2026 at 9:00 AM Desk <d@x.example> wrote:\n> Which?\n\nSecond floor.",
        );
        assert_eq!(t.reply, "Second floor.");
        assert_eq!(t.cut, "On Tue, Mar 3, 2026 at 9:00 AM Desk <d@x.example> wrote:\n> Which?");
    }

    #[test]
    fn answers_between_quotes_keep_them() {
        let t = trim("Hi,\nOn 3.3.2026 9:00, Desk wrote:\n> Which?\nSecond.\n> When?\nNow.");
        assert_eq!(t.reply, "Hi,\n> Which?\nSecond.\n> When?\nNow.");
    }

    #[test]
    fn a_sentence_that_ends_in_wrote_is_no_attribution() {
        let text = "My colleague wrote:\nthe scanner is broken";
        assert_eq!(trim(text).reply, text);
    }

    #[test]
    fn nothing_gives_nothing() {
        assert_eq!(trim(" \r\n\t\n"), Trimmed::default());
    }

    #[test]
    fn a_long_section_below_a_rule_stays() {
        let text = format!("Report\n\n-----\n{}", "line\n".repeat(30));
        assert_eq!(trim(&text).reply.lines().count(), 33);
    }

    #[test]
    fn a_long_text_is_read_in_linear_time() {
        let started = std::time::Instant::now();
        trim(&"On 3 March 2026 at 9:00 x\n".repeat(50_000));
        trim(&"From: a\n".repeat(50_000));
        trim(&">".repeat(1_000_000));
        // quadratic, it would take minutes; a busy machine may be ten times slower than a quiet one
        assert!(started.elapsed().as_secs() < 30);
    }
}
