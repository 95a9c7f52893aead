//! What may stand in which Rust file.

use super::layers::{features, is_feature};
use super::layout::is_vague;
use super::lexer::{Kind, Token, tokens};
use super::{File, Finding};

/// Checks one Rust source.
pub fn check(file: &File) -> Vec<Finding> {
    let tokens = tokens(file.text);
    let mut findings = sql(file, &tokens);
    findings.extend(vague_modules(file, &tokens));
    findings.extend(sleeps(file, &tokens));
    if let Some(krate) = file.krate().filter(|krate| is_feature(krate)) {
        findings.extend(foreign_stores(file, &tokens, krate));
        match file.name() {
            "pages.rs" | "api.rs" => findings.extend(entrances(file, &tokens)),
            "actions.rs" => findings.extend(actions_without_actor(file, &tokens)),
            "model.rs" => findings.extend(impure_model(file, &tokens)),
            _ => {}
        }
    }
    findings
}

fn sql(file: &File, tokens: &[Token]) -> Vec<Finding> {
    if file.name() == "store.rs" || file.krate() == Some("db") {
        return Vec::new();
    }
    let advice = "SQL belongs into store.rs: give the question a name there";
    let mut findings = Vec::new();
    let mut in_macro = 0;
    for (index, token) in tokens.iter().enumerate() {
        let is_macro = token.is_word("sql") && follows(tokens, index, "!");
        if is_macro {
            // `sql`, `!`, `(` and the text, which would be the same finding again.
            in_macro = index + 3;
        }
        let is_text = token.kind == Kind::Text && is_statement(token.text);
        if is_macro || (is_text && index > in_macro) {
            findings.push(file.finding(token.line, "sql", advice));
        }
    }
    findings
}

/// Whether a text reads as an SQL statement rather than an English sentence that begins alike.
fn is_statement(text: &str) -> bool {
    // A line that ends in `\` goes on behind the indentation of the next.
    let text = text.replace("\\\n", " ").to_lowercase();
    let words: Vec<&str> = text.split_whitespace().collect();
    let has = |word: &str| words.contains(&word);
    match words.as_slice() {
        ["insert", "into", _, ..] | ["delete", "from", _, ..] | ["with", "recursive", ..] => true,
        ["create" | "alter" | "drop", "table" | "index" | "database" | "unique", ..] => true,
        ["update", _, ..] => has("set"),
        ["with", _, "as", ..] => text.contains("as ("),
        ["select", first, ..] => {
            has("from") || !first.starts_with(char::is_alphabetic) || first.contains('(')
        }
        _ => false,
    }
}

fn vague_modules(file: &File, tokens: &[Token]) -> Vec<Finding> {
    let modules = tokens.windows(2).filter(|pair| pair[0].is_word("mod") && is_vague(pair[1].text));
    modules
        .map(|pair| {
            let advice = format!("`{}` says nothing: name it after what it holds", pair[1].text);
            file.finding(pair[1].line, "names", advice)
        })
        .collect()
}

fn sleeps(file: &File, tokens: &[Token]) -> Vec<Finding> {
    let tests = if file.is_test() { tokens } else { test_module(tokens) };
    let calls = tests.windows(3).filter(|three| {
        (three[0].is_word("thread") || three[0].is_word("time"))
            && three[1].is_sign("::")
            && three[2].is_word("sleep")
    });
    let advice = "wait for what is to happen, or move the clock of the test";
    calls.map(|three| file.finding(three[2].line, "sleep", advice)).collect()
}

/// The tokens from `#[cfg(test)]` on; tests stand at the bottom of a file.
fn test_module<'a, 'b>(tokens: &'a [Token<'b>]) -> &'a [Token<'b>] {
    let is_cfg_test = |three: &[Token]| {
        three[0].is_word("cfg") && three[1].is_sign("(") && three[2].is_word("test")
    };
    let start = tokens.windows(3).position(is_cfg_test).unwrap_or(tokens.len());
    &tokens[start..]
}

/// A store that others can see, or a look into the store of another feature.
fn foreign_stores(file: &File, tokens: &[Token], krate: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        if token.is_word("pub")
            && follows_word(tokens, index, "mod")
            && tokens.get(index + 2).is_some_and(|token| token.is_word("store"))
        {
            let advice = "write `mod store;` and export from mod.rs what others need";
            findings.push(file.finding(token.line, "private-store", advice));
        }
        let is_other = features().any(|feature| feature != krate && token.is_word(feature));
        if is_other && path_from(tokens, index).any(|part| part.is_word("store")) {
            let advice = format!("ask `{}` through what its mod.rs exports", token.text);
            findings.push(file.finding(token.line, "private-store", advice));
        }
    }
    findings
}

/// The words of the path `a::b::c` that begins at a token.
fn path_from<'a, 'b>(tokens: &'a [Token<'b>], start: usize) -> impl Iterator<Item = &'a Token<'b>> {
    let steps =
        tokens[start + 1..].chunks(2).take_while(|pair| pair.len() == 2 && pair[0].is_sign("::"));
    steps.map(|pair| &pair[1])
}

fn entrances(file: &File, tokens: &[Token]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut is_in_use = false;
    for (index, token) in tokens.iter().enumerate() {
        if token.is_word("use") {
            is_in_use = true;
        } else if token.is_sign(";") {
            is_in_use = false;
        }
        if token.is_word("store") && (is_in_use || follows(tokens, index, "::")) {
            let advice = "call an action; it asks the store and checks the right";
            findings.push(file.finding(token.line, "entrances", advice));
        }
    }
    findings
}

/// Public functions that do not take an actor, by itself or inside an act.
fn actions_without_actor(file: &File, tokens: &[Token]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, token) in tokens.iter().enumerate().filter(|(_, token)| token.is_word("pub")) {
        let is_async = follows_word(tokens, index, "async");
        let start = index + 1 + usize::from(is_async);
        let mut signature = tokens[start..].iter().take_while(|token| !token.is_sign("{"));
        if signature.next().is_some_and(|token| token.is_word("fn"))
            && !signature.any(|token| token.is_word("Actor") || token.is_word("Act"))
        {
            let advice = "take `actor: &Actor` and check its right first; Actor::system() for ours";
            findings.push(file.finding(token.line, "actor", advice));
        }
    }
    findings
}

fn impure_model(file: &File, tokens: &[Token]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let what = match token.text {
            _ if token.kind != Kind::Word => continue,
            "async" => "async",
            "Tx" => "a transaction",
            "tokio" => "tokio",
            "std"
                if path_from(tokens, index)
                    .next()
                    .is_some_and(|part| ["fs", "net", "process"].contains(&part.text)) =>
            {
                "the machine"
            }
            _ => continue,
        };
        let advice = format!(
            "a model knows nothing of {what}: take the value as an argument, do the rest in actions.rs"
        );
        findings.push(file.finding(token.line, "pure-model", advice));
    }
    findings
}

fn follows(tokens: &[Token], index: usize, sign: &str) -> bool {
    tokens.get(index + 1).is_some_and(|token| token.is_sign(sign))
}

fn follows_word(tokens: &[Token], index: usize, word: &str) -> bool {
    tokens.get(index + 1).is_some_and(|token| token.is_word(word))
}
