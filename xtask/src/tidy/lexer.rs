//! Just enough of Rust's grammar to tell code, comments and strings apart.

/// A piece of code; comments are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    pub kind: Kind,
    /// The word, the sign, or what is between the quotes.
    pub text: &'a str,
    /// Counted from 1.
    pub line: usize,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Identifiers, keywords and numbers.
    Word,
    /// String literals of every sort.
    Text,
    /// One sign; `::` is one token.
    Sign,
}

impl Token<'_> {
    pub fn is_word(&self, word: &str) -> bool {
        self.kind == Kind::Word && self.text == word
    }

    pub fn is_sign(&self, sign: &str) -> bool {
        self.kind == Kind::Sign && self.text == sign
    }
}

/// Splits a source file. What is broken off at the end of the file is still returned.
pub fn tokens(source: &str) -> Vec<Token<'_>> {
    let mut lexer = Lexer { source, at: 0, line: 1 };
    let mut tokens = Vec::new();
    while let Some(token) = lexer.next() {
        tokens.push(token);
    }
    tokens
}

struct Lexer<'a> {
    source: &'a str,
    at: usize,
    line: usize,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    /// Steps over `length` bytes, counting lines.
    fn skip(&mut self, length: usize) -> &'a str {
        let passed = &self.rest()[..length];
        self.line += passed.matches('\n').count();
        self.at += length;
        passed
    }

    fn next(&mut self) -> Option<Token<'a>> {
        self.skip_blanks_and_comments();
        let first = self.rest().chars().next()?;
        let line = self.line;
        let token = |kind, text| Some(Token { kind, text, line });
        if let Some(quotes) = string_quotes(self.rest()) {
            self.skip(quotes.opening);
            return token(Kind::Text, self.string(&quotes));
        }
        if first == '\'' {
            let length = char_literal(self.rest());
            self.skip(length);
            // Of no interest to any rule, but its content must not look like code.
            return token(Kind::Sign, "'");
        }
        if is_word_letter(first) {
            let rest = self.rest();
            let length = rest.find(|letter| !is_word_letter(letter)).unwrap_or(rest.len());
            return token(Kind::Word, self.skip(length));
        }
        let length = if self.rest().starts_with("::") { 2 } else { first.len_utf8() };
        token(Kind::Sign, self.skip(length))
    }

    fn skip_blanks_and_comments(&mut self) {
        loop {
            let rest = self.rest();
            let length = if rest.starts_with("//") {
                rest.find('\n').unwrap_or(rest.len())
            } else if rest.starts_with("/*") {
                block_comment(rest)
            } else {
                rest.len() - rest.trim_start().len()
            };
            if length == 0 {
                return;
            }
            self.skip(length);
        }
    }

    /// The content up to the closing quotes, which are stepped over.
    fn string(&mut self, quotes: &Quotes) -> &'a str {
        let rest = self.rest();
        let mut length = 0;
        while length < rest.len() && !rest[length..].starts_with(&quotes.closing) {
            let letter = rest[length..].chars().next().map_or(1, char::len_utf8);
            length += letter;
            if quotes.knows_escapes && rest[length - letter..].starts_with('\\') {
                length += rest[length..].chars().next().map_or(0, char::len_utf8);
            }
        }
        let content = self.skip(length);
        self.skip(quotes.closing.len().min(self.rest().len()));
        content
    }
}

/// How a string literal is written.
struct Quotes {
    /// Bytes of the opening: `"`, `r#"`, `b"`, `cr"` and so on.
    opening: usize,
    closing: String,
    knows_escapes: bool,
}

fn string_quotes(rest: &str) -> Option<Quotes> {
    let length = rest.find(|letter: char| !letter.is_ascii_lowercase()).unwrap_or(rest.len());
    let prefix = &rest[..length];
    if !["", "b", "c", "r", "br", "cr"].contains(&prefix) {
        return None;
    }
    let is_raw = prefix.ends_with('r');
    let after = rest[length..].trim_start_matches(|letter| is_raw && letter == '#');
    let hashes = rest.len() - length - after.len();
    after.starts_with('"').then(|| Quotes {
        opening: length + hashes + 1,
        closing: format!("\"{}", "#".repeat(hashes)),
        knows_escapes: !is_raw,
    })
}

/// The length of `'a'` or `'\n'`, or 1 for the tick of a lifetime.
fn char_literal(rest: &str) -> usize {
    let mut letters = rest.char_indices().skip(1);
    match letters.next() {
        Some((_, '\\')) => {
            letters.next();
            letters.find(|(_, letter)| *letter == '\'').map_or(1, |(at, _)| at + 1)
        }
        Some(_) => match letters.next() {
            Some((at, '\'')) => at + 1,
            _ => 1,
        },
        None => 1,
    }
}

/// The length of a block comment, with those inside it.
fn block_comment(rest: &str) -> usize {
    let mut depth = 0_u32;
    let mut at = 0;
    while at < rest.len() {
        let here = &rest[at..];
        if here.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if here.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += here.chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

fn is_word_letter(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<(Kind, &str, usize)> {
        tokens(source).into_iter().map(|token| (token.kind, token.text, token.line)).collect()
    }

    #[test]
    fn comments_are_no_code() {
        let source = "// one\n/* two /* inner */ \"still\" */ store::get // end";
        assert_eq!(
            texts(source),
            [(Kind::Word, "store", 2), (Kind::Sign, "::", 2), (Kind::Word, "get", 2)]
        );
    }

    #[test]
    fn strings_keep_their_content_and_their_first_line() {
        let source = "\n\"a \\\" b\" r#\"c \" \n d\"# b\"e\" r\"f\\\" g";
        assert_eq!(
            texts(source),
            [
                (Kind::Text, "a \\\" b", 2),
                (Kind::Text, "c \" \n d", 2),
                (Kind::Text, "e", 3),
                (Kind::Text, "f\\", 3),
                (Kind::Word, "g", 3),
            ]
        );
    }

    #[test]
    fn lifetimes_and_letters_are_told_apart() {
        let words: Vec<&str> = tokens("fn f<'a>(x: &'a str) { '\"'; '\\''; 'x'; b'y' }")
            .into_iter()
            .filter(|token| token.kind == Kind::Word)
            .map(|token| token.text)
            .collect();
        assert_eq!(words, ["fn", "f", "a", "x", "a", "str", "b"]);
    }
}
