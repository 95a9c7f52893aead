//! Patron details: words marked `||...||` are taken out of everything that comes in, before any
//! feature sees it, and stored apart once the ticket they are about is known. What goes on is a
//! token that reads as withheld by itself, so that no code written later can show the words by
//! forgetting to hide them ([why](../../../../docs/decisions/0011-patron-details.md)).

mod cards;
mod mark;
mod store;
mod unsent;

pub use cards::{Cards, USUAL as USUAL_CARDS};
pub use mark::{Mark, marks};
pub use unsent::{forget_unsent, own_words, unsent};

use store::Place;

use crate::{Act, App, Error, PersonId, Problems, Result, Secret, TicketId, keyed_hash, sha256};
use std::{
    cell::Cell,
    future::Future,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// How every token begins, and ends.
const BEGINS: &str = "(patron detail withheld: ";
const ENDS: char = ')';
/// Letters of a token's key: no vowels, so no words; no digits, so no card numbers.
const LETTERS: &[u8; 20] = b"bcdfghjklmnpqrstvwxz";
const LENGTH: usize = 10;

/// The token for a key: what pages, mail, lists and logs show in place of the words. Parentheses
/// mean nothing in Markdown, HTML or a mail's subject.
pub fn token_of(key: &str) -> String {
    format!("{BEGINS}{key}{ENDS}")
}

/// The keys of the tokens in a text, each with where its token stands.
pub fn tokens(text: &str) -> Vec<(std::ops::Range<usize>, &str)> {
    let mut found = Vec::new();
    for (from, _) in text.match_indices(BEGINS) {
        let key = from + BEGINS.len()..from + BEGINS.len() + LENGTH;
        let end = key.end + ENDS.len_utf8();
        let is_key = |key: &&str| key.bytes().all(|b| LETTERS.contains(&b));
        if let Some(key) = text.get(key).filter(is_key)
            && text.get(..end).is_some_and(|whole| whole.ends_with(ENDS))
        {
            found.push((from..end, key));
        }
    }
    found
}

/// A new key; the same for the same seed, so that what is sent twice is still the same request.
pub fn new_key(secret: &Secret, seed: Option<&str>) -> String {
    let bytes = match seed {
        Some(seed) => keyed_hash(secret, seed.as_bytes()),
        None => crate::token(),
    };
    let letter = |byte: &u8| char::from(LETTERS[usize::from(*byte) % LETTERS.len()]);
    sha256(bytes.as_bytes()).iter().take(LENGTH).map(letter).collect()
}

tokio::task_local! {
    static HERE: Withheld;
}

thread_local! {
    /// What the first event of the transaction under way on this thread says.
    static TOLD: Cell<Option<Told>> = const { Cell::new(None) };
}

/// Where words written in a transaction belong.
#[derive(Clone, Copy)]
struct Told {
    ticket: Option<TicketId>,
    is_internal: bool,
    /// Whether they are not sent yet.
    is_draft: bool,
    /// Whether it is asked about what looks like a card number.
    is_asking: bool,
    by: Option<PersonId>,
}

/// What one request, or one message, brought that is withheld. It lives as long as the request.
#[derive(Clone, Default)]
pub struct Withheld(Arc<Mutex<Kept>>);

#[derive(Default)]
struct Kept {
    /// Key and words.
    details: Vec<(String, String)>,
    /// Keys of tokens that came in as they are: a draft taken up again, a text edited.
    quoted: Vec<String>,
    /// Fields with what looks like a card number, where nobody has said what it is.
    questions: Vec<(String, String)>,
}

impl Withheld {
    /// Does something for which this is what was withheld.
    pub async fn within<F: Future>(&self, work: F) -> F::Output {
        HERE.scope(self.clone(), work).await
    }

    /// That of the request under way.
    pub fn here() -> Option<Self> {
        HERE.try_with(Clone::clone).ok()
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The text with tokens in place of what is marked in it; none if nothing is. The same words
    /// twice get the same token.
    pub fn take_out(&self, secret: &Secret, seed: Option<&str>, text: &str) -> Option<String> {
        let mut kept = self.kept();
        kept.quoted.extend(tokens(text).into_iter().map(|(_, key)| key.to_owned()));
        let mut out = String::new();
        let mut end = 0;
        for mark in marks(text) {
            let words = &text[mark.words];
            let known = kept.details.iter().find(|(_, known)| known == words);
            let key = match known {
                Some((key, _)) => key.clone(),
                None => {
                    let seed = seed.map(|seed| format!("{seed}\n{words}"));
                    let key = new_key(secret, seed.as_deref());
                    kept.details.push((key.clone(), words.to_owned()));
                    key
                }
            };
            out += &text[end..mark.whole.start];
            out += &token_of(&key);
            end = mark.whole.end;
        }
        (end > 0).then(|| out + &text[end..])
    }

    /// Asks whether these digits are a card number before anything is done with the field.
    pub fn ask(&self, field: &str, digits: &str) {
        self.kept().questions.push((field.to_owned(), digits.to_owned()));
    }

    /// A page for whoever typed the words, with the words in place of their tokens, as they were
    /// typed; none if there is nothing to give back.
    pub fn give_back(&self, html: &str) -> Option<String> {
        let kept = self.kept();
        let mut out = html.to_owned();
        for (key, words) in &kept.details {
            let mut safe = String::new();
            for c in words.chars() {
                match c {
                    '&' | '<' | '>' | '"' | '\'' => safe += &format!("&#{};", u32::from(c)),
                    c => safe.push(c),
                }
            }
            out = out.replace(&token_of(key), &format!("||{safe}||"));
        }
        (!kept.details.is_empty()).then_some(out)
    }

    /// Whether anything was withheld.
    pub fn is_empty(&self) -> bool {
        self.kept().details.is_empty()
    }

    fn keep(&self, act: &mut Act<'_>, told: Option<Told>) -> Result<()> {
        let kept = self.kept();
        if told.is_some_and(|told| told.is_asking) && !kept.questions.is_empty() {
            let mut problems = Problems::default();
            for (field, digits) in &kept.questions {
                problems.add_with(field, "problem-card", vec![("digits", digits.clone())]);
            }
            return Err(Error::Invalid(problems));
        }
        let place = Place {
            ticket: told.and_then(|told| told.ticket),
            is_internal: told.is_some_and(|told| told.is_internal),
            is_draft: told.is_some_and(|told| told.is_draft),
            by: told.and_then(|told| told.by).or(act.actor.id),
        };
        for (key, words) in &kept.details {
            let is_new = store::insert(act.tx, (key, words), place, act.now)?;
            // what is delivered twice is there already
            if !is_new && !store::has(act.tx, key, words)? {
                return Err(Error::Conflict);
            }
        }
        if place.ticket.is_some() && !place.is_draft {
            for key in &kept.quoted {
                store::update_ticket(act.tx, key, place)?;
            }
        }
        Ok(())
    }
}

/// Runs the body of a transaction and stores what was withheld from what it wrote.
pub(crate) fn around<T>(
    withheld: Option<&Withheld>,
    act: &mut Act<'_>,
    body: impl FnOnce(&mut Act<'_>) -> Result<T>,
) -> Result<T> {
    TOLD.set(None);
    let done = body(act)?;
    if let Some(withheld) = withheld {
        withheld.keep(act, TOLD.take())?;
    }
    Ok(done)
}

/// An event was recorded: what is written with it belongs to its ticket.
pub(crate) fn told(ticket: Option<TicketId>, is_internal: bool, by: Option<PersonId>) {
    if ticket.is_some() && TOLD.get().is_none() {
        TOLD.set(Some(Told { ticket, is_internal, is_draft: false, is_asking: true, by }));
    }
}

/// A text becomes part of a ticket some time after it came in, as an answer that waited before it
/// left does: what was withheld from it goes with it, also what a colleague wrote in the draft of it.
pub fn claim(act: &mut Act<'_>, text: &str, ticket: TicketId, is_internal: bool) -> Result<()> {
    let place = Place { ticket: Some(ticket), is_internal, is_draft: false, by: act.actor.id };
    for (_, key) in tokens(text) {
        store::update_claimed(act.tx, key, place)?;
    }
    Ok(())
}

/// What the library's card numbers look like.
pub async fn cards(app: &App) -> Result<Cards> {
    let own = app.read(|tx| Ok(store::find_cards(tx)?)).await?;
    let own = own.and_then(|(text,)| Cards::parse(&text));
    Ok(own.or_else(|| Cards::parse(cards::USUAL)).unwrap_or_else(Cards::none))
}

/// The text with bars around what looks like a card number and is not marked yet; none if nothing
/// does.
pub fn mark_cards(cards: &Cards, text: &str) -> Option<String> {
    let found = unmarked_cards(cards, text);
    let mut out = String::new();
    let mut end = 0;
    for range in found {
        out += &text[end..range.start];
        out += &format!("||{}||", &text[range.clone()]);
        end = range.end;
    }
    (end > 0).then(|| out + &text[end..])
}

/// Where something looks like a card number and is not marked.
pub fn unmarked_cards(cards: &Cards, text: &str) -> Vec<std::ops::Range<usize>> {
    let marked = marks(text);
    let mut found = cards.find(text);
    found.retain(|range| {
        !marked.iter().any(|m| m.whole.start < range.end && range.start < m.whole.end)
    });
    found
}

/// Whether there are enough digits in a text for a card number: asked before anything dearer.
pub fn may_have_cards(text: &str) -> bool {
    text.bytes().filter(u8::is_ascii_digit).nth(7).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret() -> Secret {
        Secret(b"x".to_vec())
    }

    #[test]
    fn words_go_out_and_come_back_to_whoever_typed_them() {
        let withheld = Withheld::default();
        let text = "||Mrs \"S\" <b>|| and again ||Mrs \"S\" <b>||, a || b";
        let out = withheld.take_out(&secret(), None, text).unwrap();
        let found = tokens(&out);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].1, found[1].1);
        assert!(!out.contains("Mrs") && out.ends_with(", a || b"), "{out}");
        let back = withheld.give_back(&format!("<textarea>{out}</textarea>")).unwrap();
        assert!(back.contains("||Mrs &#34;S&#34; &#60;b&#62;|| and"), "{back}");
        assert_eq!(withheld.take_out(&secret(), None, "a || b"), None);
    }

    #[test]
    fn what_is_sent_twice_gets_the_same_token() {
        let once = |seed| Withheld::default().take_out(&secret(), seed, "||Lee||");
        assert_eq!(once(Some("k1")), once(Some("k1")));
        assert_ne!(once(Some("k1")), once(Some("k2")));
        assert_ne!(once(None), once(None));
    }

    #[test]
    fn a_token_is_known_again_and_a_piece_of_one_says_nothing() {
        let key = new_key(&secret(), None);
        let token = token_of(&key);
        assert_eq!(tokens(&format!("a {token} b")), [(2..2 + token.len(), key.as_str())]);
        for end in 0..token.len() {
            assert_eq!(tokens(&token[..end]), []);
        }
        assert_eq!(tokens("(patron detail withheld: 1234567890)"), []);
    }

    #[test]
    fn a_token_survives_what_is_done_to_text() {
        let token = token_of("bcdfghjklm");
        assert!(!marks(&format!("{token} ||{token}||")).is_empty());
        let cards = Cards::parse(USUAL_CARDS).unwrap();
        assert_eq!(mark_cards(&cards, &token), None);
        assert_eq!(mark_cards(&cards, "||2100012345678||"), None);
        let marked = mark_cards(&cards, "card 2100012345678!").unwrap();
        assert_eq!(marked, "card ||2100012345678||!");
    }
}
