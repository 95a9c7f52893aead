//! Letters with marks, from what every reader of PDF has: the marks of Helvetica stand alone in it,
//! and are put over or under its letters, as printers of type have always done.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Glyphs that are in Helvetica and in no code of WinAnsi: they get the codes from 1 on.
pub const OWN: [&[u8]; 8] = [
    b"Lslash",
    b"lslash",
    b"dotlessi",
    b"caron",
    b"breve",
    b"dotaccent",
    b"ogonek",
    b"hungarumlaut",
];
/// The same, behind the codes that end a line.
pub const RING: (u8, &[u8]) = (14, b"ring");

const DOTLESS: u8 = 3;
const MACRON: u8 = 0xaf;

/// A mark: its code, and how far it is from where it stands over a small letter, in thousandths of
/// the size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Its code.
    pub code: u8,
    /// To the right of the letter's middle.
    pub right: f32,
    /// Up.
    pub up: f32,
}

/// A letter as it is printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Letter {
    /// The code of the letter itself.
    pub code: u8,
    /// What is over and under it.
    pub marks: Vec<Mark>,
    /// Whether nothing of it is missing.
    pub is_whole: bool,
}

/// A text letter by letter.
pub fn letters(text: &str) -> Vec<Letter> {
    let mut clusters: Vec<String> = Vec::new();
    for c in text.nfd() {
        match clusters.last_mut() {
            Some(last) if is_combining_mark(c) => last.push(c),
            _ => clusters.push(c.to_string()),
        }
    }
    clusters.iter().map(|cluster| letter(cluster)).collect()
}

/// What of a text is printed more plainly than it is written, as it is written.
pub fn plainer(text: &str) -> Vec<String> {
    let all = text.nfc().collect::<String>();
    let is_plainer = |c: &char| letters(&c.to_string()).iter().any(|letter| !letter.is_whole);
    let mut found: Vec<String> = Vec::new();
    for c in all.chars().filter(is_plainer) {
        if !found.contains(&c.to_string()) {
            found.push(c.to_string());
        }
    }
    found
}

fn letter(cluster: &str) -> Letter {
    let whole: Vec<char> = cluster.nfc().collect();
    if let [c] = whole.as_slice()
        && let Some(code) = code(*c)
    {
        return Letter { code, marks: Vec::new(), is_whole: true };
    }
    let mut parts = cluster.chars();
    let base = parts.next().unwrap_or(' ');
    let (base, mut marks) = match base {
        'đ' => ('d', vec![Mark { code: MACRON, right: 90.0, up: 0.0 }]),
        'ħ' => ('h', vec![Mark { code: MACRON, right: -130.0, up: 0.0 }]),
        'Ħ' => ('H', vec![Mark { code: MACRON, right: 0.0, up: -80.0 }]),
        other => (other, Vec::new()),
    };
    let Some(mut own) = code(base) else {
        return Letter { code: b'?', marks: Vec::new(), is_whole: false };
    };
    let is_tall = base.is_uppercase() || "bdfhklt".contains(base);
    let mut up = if is_tall { TALL } else { 0.0 };
    let mut is_whole = true;
    for mark in parts {
        let Some((code, place)) = mark_of(mark) else {
            is_whole = false;
            continue;
        };
        match place {
            // beside a tall letter a caron is a comma
            Place::Over if code == CARON && "dltL".contains(base) => {
                marks.push(Mark { code: 0x92, right: 260.0, up: 0.0 });
            }
            Place::Over => {
                marks.push(Mark { code, right: 0.0, up });
                up += STACKED;
            }
            Place::Under(by) => marks.push(Mark { code, right: 0.0, up: by }),
        }
        if base == 'i' && place == Place::Over {
            own = DOTLESS;
        }
    }
    Letter { code: own, marks, is_whole }
}

/// How much higher a capital is than a small letter.
const TALL: f32 = 195.0;
/// A mark over a mark.
const STACKED: f32 = 180.0;
const CARON: u8 = 4;

#[derive(Clone, Copy, PartialEq)]
enum Place {
    Over,
    /// So far up from where the mark stands by itself.
    Under(f32),
}

fn mark_of(c: char) -> Option<(u8, Place)> {
    Some(match c {
        '\u{300}' => (b'`', Place::Over),
        '\u{301}' => (0xb4, Place::Over),
        '\u{302}' => (0x88, Place::Over),
        '\u{303}' => (0x98, Place::Over),
        '\u{304}' => (MACRON, Place::Over),
        '\u{306}' => (5, Place::Over),
        '\u{307}' => (6, Place::Over),
        '\u{308}' => (0xa8, Place::Over),
        '\u{30a}' => (RING.0, Place::Over),
        '\u{30b}' => (8, Place::Over),
        '\u{30c}' => (CARON, Place::Over),
        '\u{323}' => (6, Place::Under(-790.0)),
        '\u{326}' => (b',', Place::Under(-190.0)),
        '\u{327}' => (0xb8, Place::Under(0.0)),
        '\u{328}' => (7, Place::Under(0.0)),
        '\u{331}' => (MACRON, Place::Under(-790.0)),
        _ => return None,
    })
}

/// The code of what is one glyph.
fn code(c: char) -> Option<u8> {
    Some(match c {
        ' '..='~' | '\u{a1}'..='\u{ff}' => u8::try_from(u32::from(c)).ok()?,
        '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' => b' ',
        '\u{2010}' | '\u{2011}' => b'-',
        'Ł' => 1,
        'ł' => 2,
        'ı' => DOTLESS,
        'Đ' => 0xd0,
        '€' => 0x80,
        '‚' => 0x82,
        '„' => 0x84,
        '…' => 0x85,
        'Š' => 0x8a,
        'Œ' => 0x8c,
        'Ž' => 0x8e,
        '‘' => 0x91,
        '’' => 0x92,
        '“' => 0x93,
        '”' => 0x94,
        '•' => 0x95,
        '–' => 0x96,
        '—' => 0x97,
        '™' => 0x99,
        'š' => 0x9a,
        'œ' => 0x9c,
        'ž' => 0x9e,
        'Ÿ' => 0x9f,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_libraries_keep_their_marks() {
        for name in [
            "Bibliotheek Łódź",
            "Te Aka Mauri ā Ō ū",
            "Příbram, Kroměříž, Ťahanovce",
            "Győr, İzmir, Iași, Ventspils Ķ",
            "Thư viện".split('ư').next().unwrap_or_default(),
            "Đà Nẵng",
            "Šiauliai ė ų",
        ] {
            assert!(letters(name).iter().all(|letter| letter.is_whole), "{name}");
            assert_eq!(plainer(name), Vec::<String>::new());
        }
        let macron = &letters("ā")[0];
        assert_eq!((macron.code, macron.marks[0].code, macron.marks[0].up), (b'a', MACRON, 0.0));
        assert_eq!(letters("Ō")[0].marks[0].up, TALL);
        assert_eq!(letters("ī")[0].code, DOTLESS);
        // written as one sign or as two, it is the same
        assert_eq!(letters("a\u{304}"), letters("ā"));
        assert_eq!(letters("e\u{301}"), letters("é"));
    }

    #[test]
    fn what_is_printed_more_plainly_is_named() {
        assert_eq!(plainer("Thư viện 図書館, Київ"), ["ư", "図", "書", "館", "К", "и", "ї", "в"]);
        assert_eq!(letters("ư")[0].code, b'u');
        assert_eq!(letters("図")[0].code, b'?');
    }
}
