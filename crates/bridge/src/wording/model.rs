//! Wording that blames a person or makes somebody feel small, and what to say of the process
//! instead. Pure: it reads a text and keeps nothing.

use crate::phrases::{
    CAPITALS_KEPT, COMMON, HUMAN_VERBS, IMPERATIVES, NAMED_VERBS, NOT_NAMES, RULES, Rule,
};
use base::Language;

db::words! {
    /// What it is about a piece of wording.
    pub enum Kind {
        /// "User error".
        UserError = "user-error",
        /// "Human error".
        HumanError = "human-error",
        /// "You should have".
        ShouldHave = "should-have",
        /// "Obviously".
        Obvious = "obvious",
        /// "Just restart it".
        Simply = "simply",
        /// "As I already said".
        SaidAlready = "said-already",
        /// Shouting.
        Capitals = "capitals",
        /// A person's name and what they are said to have done wrong.
        Named = "named",
        /// "Your fault".
        Fault = "fault",
        /// "You never listen".
        Always = "always",
        /// A word that hurts.
        Insult = "insult",
        /// A joke about those who ask.
        Joke = "joke",
    }
}

/// One piece of wording to look at again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// What it is about it.
    pub kind: Kind,
    /// The words, as they were written.
    pub found: String,
    /// What could be said instead, in the writer's language.
    pub advice: String,
}

/// Longer texts are looked at as far as this, in bytes.
const LONGEST: usize = 40_000;
/// More than these help nobody.
const MOST: usize = 12;

/// Wording in a text that blames, each once, in the order of the text. Quoted lines and code are
/// somebody else's words. The rules are those of English; for other languages there are none yet.
pub fn look_over(language: &Language, text: &str) -> Vec<Hint> {
    look_over_knowing(language, text, &[])
}

/// The same where it is known what people are called: then a name beside "broke" is seen, too.
pub fn look_over_knowing(language: &Language, text: &str, names: &[String]) -> Vec<Hint> {
    if !language.tag.starts_with("en") {
        return Vec::new();
    }
    let text = own_words(text);
    let words = split(&text);
    let names: Vec<String> = names
        .iter()
        .flat_map(|name| name.split_whitespace().map(str::to_lowercase))
        .filter(|part| part.chars().count() > 2)
        .collect();
    let mut found: Vec<(usize, usize, Kind)> = Vec::new();
    for at in 0..words.len() {
        found.extend(RULES.iter().filter_map(|rule| fits(rule, &words, at)));
        found.extend(minimised(&words, at));
        found.extend(named(&words, at, &names));
    }
    found.extend(shouted(&words));
    found.sort_by_key(|(from, to, _)| (*from, usize::MAX - *to));
    let mut hints: Vec<Hint> = Vec::new();
    let mut end = 0;
    for (from, to, kind) in found {
        let said = text[from..to].split_whitespace().collect::<Vec<_>>().join(" ");
        let is_there = |h: &Hint| h.kind == kind && h.found.eq_ignore_ascii_case(&said);
        if from < end || hints.iter().any(is_there) {
            continue;
        }
        end = to;
        let advice = language.t(&format!("wording-advice-{kind}")).to_owned();
        hints.push(Hint { kind, found: said, advice });
    }
    hints.truncate(MOST);
    hints
}

/// The text without what is quoted and without code, line by line, at most [`LONGEST`].
fn own_words(text: &str) -> String {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut is_code = false;
    let mut own = String::with_capacity(end);
    for line in text[..end].lines() {
        let is_fence = line.trim_start().starts_with("```");
        is_code ^= is_fence;
        if !is_fence && !is_code && !line.trim_start().starts_with('>') {
            own.push_str(line);
        } else {
            own.push('.');
        }
        own.push('\n');
    }
    own
}

/// A word of a text.
struct Word {
    from: usize,
    to: usize,
    raw: String,
    lower: String,
    /// Whether a sentence begins with it.
    is_first: bool,
    /// Whether a comma or the like stands before it.
    is_after_pause: bool,
}

fn split(text: &str) -> Vec<Word> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    let mut words: Vec<Word> = Vec::new();
    let mut chars = text.char_indices().peekable();
    let (mut is_first, mut is_after_pause) = (true, false);
    while let Some((from, c)) = chars.next() {
        if !is_part(c) || matches!(c, '\'' | '’') {
            is_first |= matches!(c, '.' | '!' | '?' | ':' | '*' | '•');
            // a blank line ends a sentence, a mere line end does not
            is_first |= c == '\n' && text[from + 1..].starts_with(['\n', '-', ' ']);
            is_after_pause |= matches!(c, ',' | ';' | '(' | '–' | '—');
            continue;
        }
        let mut to = from + c.len_utf8();
        while let Some((at, next)) = chars.next_if(|(_, next)| is_part(*next)) {
            to = at + next.len_utf8();
        }
        let raw = text[from..to].trim_end_matches(['\'', '’']).to_owned();
        let to = from + raw.len();
        let lower = raw.to_lowercase().replace('’', "'");
        words.push(Word { from, to, raw, lower, is_first, is_after_pause });
        (is_first, is_after_pause) = (false, false);
    }
    words
}

fn is_negated(word: &str) -> bool {
    word.ends_with("n't") || matches!(word, "not" | "never" | "no" | "without")
}

fn fits(rule: &Rule, words: &[Word], at: usize) -> Option<(usize, usize, Kind)> {
    let mut last = at;
    for (step, wanted) in rule.words.split(' ').enumerate() {
        let word = words.get(at + step)?;
        let is_same = wanted.split('|').any(|one| one == word.lower);
        if !is_same || (step > 0 && word.is_first) {
            return None;
        }
        last = at + step;
    }
    let before = at.checked_sub(1).map(|i| &words[i]).filter(|_| !words[at].is_first);
    if before.is_some_and(|word| is_negated(&word.lower)) {
        return None;
    }
    let after = words.get(last + 1).filter(|word| !word.is_first).map(|word| word.lower.as_str());
    let is_innocent = after.is_some_and(|after| rule.not_before.split(' ').any(|w| w == after));
    let is_needed = rule.only_before.is_empty()
        || after.is_some_and(|after| rule.only_before.split(' ').any(|w| w == after));
    if is_innocent || !is_needed || (rule.is_at_start && !words[at].is_first) {
        return None;
    }
    let end = if rule.only_before.is_empty() { last } else { last + 1 };
    Some((words[at].from, words[end].to, rule.kind))
}

/// "Just restart it", but not "we just restarted it", "it just works" or "just a moment".
fn minimised(words: &[Word], at: usize) -> Option<(usize, usize, Kind)> {
    let here = &words[at];
    let next = words.get(at + 1).filter(|word| !word.is_first && !word.is_after_pause)?;
    if !matches!(here.lower.as_str(), "just" | "simply") {
        return None;
    }
    let before = |back: usize| at.checked_sub(back).map_or("", |i| words[i].lower.as_str());
    let is_told = here.is_first
        || here.is_after_pause
        || matches!(before(1), "please" | "you" | "then" | "and" | "so" | "or")
        || (matches!(before(1), "should" | "must" | "can" | "could") && before(2) == "you");
    let is_told_to = matches!(next.lower.as_str(), "need" | "have")
        && before(1) == "you"
        && words.get(at + 2).is_some_and(|word| word.lower == "to");
    let is_imperative = IMPERATIVES.contains(&next.lower.as_str())
        // "we just call and ask", "I check it and just wait"
        && !(before(1) == "and" && (1..6).any(|i| matches!(before(i + 1), "i" | "we" | "they" | "i'll" | "we'll")));
    (is_told && is_imperative || is_told_to).then_some((here.from, next.to, Kind::Simply))
}

/// "Marco forgot", and for people who are known by name "Marco broke". Whoever says "I" or "we"
/// admits something, which is welcome.
fn named(words: &[Word], at: usize, names: &[String]) -> Option<(usize, usize, Kind)> {
    let here = &words[at];
    let next = words.get(at + 1).filter(|word| !word.is_first && !word.is_after_pause)?;
    let bare = here.lower.trim_end_matches("'s");
    let is_known = names.iter().any(|name| name == bare);
    let mut letters = here.raw.chars();
    let is_capital = letters.next().is_some_and(char::is_uppercase)
        && letters.clone().count() > 1
        && letters.all(|c| c.is_lowercase() || c == '\'' || c == '’');
    let is_name = is_known || (is_capital && !NOT_NAMES.contains(&bare));
    if is_name && here.lower.ends_with("'s") {
        let is_fault =
            matches!(next.lower.as_str(), "fault" | "mistake" | "blunder" | "carelessness");
        let is_not = at.checked_sub(1).is_some_and(|i| is_negated(&words[i].lower));
        return (is_fault && !is_not).then_some((here.from, next.to, Kind::Named));
    }
    let is_pronoun = matches!(here.lower.as_str(), "he" | "she");
    if !is_name && !is_pronoun {
        return None;
    }
    let lists = [Some(HUMAN_VERBS), is_known.then_some(NAMED_VERBS)];
    for verb in lists.into_iter().flatten().flat_map(|verbs| verbs.iter()) {
        let steps: Vec<_> = verb.split(' ').collect();
        let is_here = steps.iter().enumerate().all(|(step, wanted)| {
            words.get(at + 1 + step).is_some_and(|word| {
                !word.is_first && wanted.split('|').any(|one| one == word.lower)
            })
        });
        if is_here {
            return Some((here.from, words[at + steps.len()].to, Kind::Named));
        }
    }
    None
}

/// Several words in capitals that are no abbreviations. "DO NOT" warns, and is left alone.
fn shouted(words: &[Word]) -> Vec<(usize, usize, Kind)> {
    let is_loud = |word: &Word| {
        word.raw.chars().filter(|c| c.is_alphabetic()).count() > 1
            && !word.raw.chars().any(char::is_lowercase)
            && !CAPITALS_KEPT.contains(&word.raw.as_str())
            || word.raw == "I"
            || word.raw == "A"
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let length = words[at..].iter().take_while(|word| is_loud(word)).count();
        let run = &words[at..at + length];
        let common = run.iter().filter(|word| COMMON.contains(&word.lower.as_str())).count();
        let is_warning = length == 2 && run[0].lower == "do" && run[1].lower == "not";
        let is_shouting = (length >= 3 && common >= 1) || (length == 2 && common == 2);
        let letters: usize = run.iter().map(|word| word.raw.len()).sum();
        if is_shouting && !is_warning && letters > 6 {
            found.push((run[0].from, run[length - 1].to, Kind::Capitals));
        }
        at += length.max(1);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Kind> {
        look_over(base::language("en"), text).into_iter().map(|hint| hint.kind).collect()
    }

    fn knowing(text: &str) -> Vec<Kind> {
        let names = ["Yusuf Demir".to_owned(), "Mo Li".to_owned()];
        let hints = look_over_knowing(base::language("en"), text, &names);
        hints.into_iter().map(|hint| hint.kind).collect()
    }

    #[test]
    fn wording_that_blames_is_found() {
        for (text, kind) in [
            ("This was user error again.", Kind::UserError),
            ("We put it down to human error", Kind::HumanError),
            ("It is PEBKAC as usual", Kind::Joke),
            ("You should have told us first.", Kind::ShouldHave),
            ("you should’ve checked the cable", Kind::ShouldHave),
            ("You shouldn't have unplugged it.", Kind::ShouldHave),
            ("Why didn't you ring?", Kind::ShouldHave),
            ("You forgot to log off.", Kind::ShouldHave),
            ("If you had read the mail, you would know.", Kind::ShouldHave),
            ("Obviously the cable was out.", Kind::Obvious),
            ("The cable was obviously out.", Kind::Obvious),
            ("As everyone knows, it needs power.", Kind::Obvious),
            ("Clearly, nobody looked.", Kind::Obvious),
            ("Just restart it.", Kind::Simply),
            ("Please simply click on the button", Kind::Simply),
            ("You just need to log in", Kind::Simply),
            ("You can just ring us", Kind::Simply),
            ("If it beeps, just turn it off.", Kind::Simply),
            ("As I already said, it is the proxy.", Kind::SaidAlready),
            ("As I’ve already explained: no.", Kind::SaidAlready),
            ("Like I said, wait.", Kind::SaidAlready),
            ("As previously mentioned it is down.", Kind::SaidAlready),
            ("Per my last email, please wait.", Kind::SaidAlready),
            ("THIS IS STILL NOT WORKING", Kind::Capitals),
            ("It is STILL BROKEN today", Kind::Capitals),
            ("Marco forgot the password again.", Kind::Named),
            ("It broke because Priya didn't bother to look.", Kind::Named),
            ("Nadia failed to tell us.", Kind::Named),
            ("That was Marco's fault.", Kind::Named),
            ("She messed up the import.", Kind::Named),
            ("It is your own fault.", Kind::Fault),
            ("Who is to blame for this?", Kind::Fault),
            ("You never listen.", Kind::Always),
            ("You people want everything at once", Kind::Always),
            ("You keep breaking the scanner.", Kind::Always),
            ("What a stupid question", Kind::Insult),
        ] {
            assert_eq!(kinds(text), [kind], "{text}");
        }
    }

    #[test]
    fn false_friends_are_left_alone() {
        for text in [
            "The user error message says 403.",
            "You should have access now.",
            "You should have received a letter.",
            "You should have the new version by Monday.",
            "You shouldn't have any trouble now.",
            "It is not obviously wrong.",
            "The sign is not clearly visible.",
            "Please speak clearly into it.",
            "We just restarted it.",
            "It just works now.",
            "Just a moment, please.",
            "I will just check the log.",
            "I looked and just wait for the supplier.",
            "They just call the desk.",
            "The card has just been blocked.",
            "As I said to Ann, thank you!",
            "SIP2, DNS and DHCP VLAN settings",
            "Please do NOT check anything in while it is offline.",
            "DO NOT restart the sorter.",
            "The ILS and the OPAC are down.",
            "I forgot to tell you. We broke it, and we are sorry.",
            "We should have told you earlier.",
            "It was our mistake.",
            "It is not your fault.",
            "It wasn’t Marco's fault at all.",
            "Your error report helped.",
            "You never know with printers.",
            "You always explain things so well.",
            "Koha failed to start.",
            "Windows ignored the setting.",
            "The Printer forgot its address.",
            "Somebody forgot a bag in the study room.",
            "> You should have told us, obviously.\nThank you for that.",
            "```\nuser error\n```\nis what it prints",
            "Thank you. Just now it came back.",
            "",
        ] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }

    #[test]
    fn people_who_are_known_by_name_are_seen_with_more_verbs() {
        assert_eq!(knowing("yusuf broke the printer"), [Kind::Named]);
        assert_eq!(knowing("It was Yusuf Demir who helped"), []);
        assert_eq!(knowing("The update broke the printer"), []);
        assert_eq!(knowing("Yusuf caused the outage"), [Kind::Named]);
        assert_eq!(kinds("Yusuf caused the outage"), []);
    }

    #[test]
    fn each_is_said_once_as_it_was_written_and_in_the_order_of_the_text() {
        let text = "Obviously wrong. You should\nhave told us. OBVIOUSLY. User error!";
        let hints = look_over(base::language("en"), text);
        let found: Vec<_> = hints.iter().map(|hint| hint.found.as_str()).collect();
        assert_eq!(found, ["Obviously", "You should have", "User error"]);
        assert!(hints.iter().all(|hint| !hint.advice.is_empty()));
    }

    #[test]
    fn a_long_or_odd_text_is_no_trouble() {
        let long = "You should have… 🙂 just restart ’’’ IT’S ÀÉ ".repeat(3000);
        assert!(look_over(base::language("en"), &long).len() <= MOST);
        for odd in ["’", "'", "just", "simply\0", "you should", "ΑΒΓ ΔΕΖ ΗΘΙ", "🙂🙂"]
        {
            assert_eq!(kinds(odd), [], "{odd}");
        }
    }
}
