//! The forms of words, of asking about them, and of wording, for `hostile`.
// tidy: allow sql because each attack wants everything as it was before

use crate::hostile::{
    Field, Form,
    Is::{Choice, Text, Unseen},
    attack_as_agent, form,
};

const TERM: &[Field] = &[
    ("version", "1", Unseen),
    ("name", "DNS", Text),
    ("is_abbreviation", "yes", Choice),
    ("side", "it", Choice),
    ("to_library", "The address book of the internet", Text),
    ("to_it", "", Text),
    ("example", "It was DNS", Text),
    ("synonyms", "domain names\nnames", Text),
    ("keeper", "", Choice),
];

pub const WORDS: &[Form] = &[
    form("/glossary", "open", TERM),
    form("/glossary/1", "open", TERM),
    form("/glossary/beginning", "open", &[]),
    form("/glossary/1/retirement", "open", &[]),
    form("/glossary/1/return", "open", &[]),
    form("/glossary/1/keeping", "open", &[]),
    form("/glossary/1/opens", "open", &[]),
    form(
        "/glossary/asked",
        "open",
        &[("word", "proxy", Text), ("sentence", "Ask the proxy", Text), ("agreed", "yes", Choice)],
    ),
    form("/glossary/asked", "open", &[("word", "proxy", Unseen), ("part", "yes", Unseen)]),
    form("/glossary/asked/1", "open", &[("term", "1", Choice)]),
    form("/glossary/asked/1", "open", &[("why", "A typing mistake", Text)]),
    form("/wording/notes", "open", &[("words", "user error", Unseen), ("ticket", "1", Unseen)]),
    form(
        "/wording",
        "open",
        &[
            ("wording_to", "/reviews/1", Unseen),
            ("wording_field", "words", Unseen),
            ("words", "user error", Unseen),
            ("explain", "1", Unseen),
            ("title", "An outage", Unseen),
        ],
    ),
    form("/tickets/1/wording", "open", &[("body", "user error", Text), ("explain", "1", Unseen)]),
    form("/account/wording", "open", &[("stop", "yes", Unseen)]),
];

/// Brings back what `glossary::one_of_each` made.
pub const AGAIN: &str = "
    delete from word_ask where id > 1;
    update word_ask set outcome = null, term_id = null, words = '', answered_by = null,
      answered_at = null;
    delete from term_open;
    delete from term where id > 1;
    update term set name = 'SIP2', name_key = 'SIP2', version = 1, retired_at = null,
      retired_by = null, keeper_id = null;
    delete from wording_choice;
";

#[test]
fn the_forms_of_words_lose_no_word() {
    attack_as_agent(WORDS);
}
