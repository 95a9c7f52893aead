//! What looks like an e-mail address, a telephone number or a card number. It errs towards taking
//! out: a fault is understood without it.

/// The fewest digits that count as a number of somebody's.
const FEWEST_DIGITS: usize = 7;

/// The text with `mark` in place of each detail, and whether there was any.
pub fn without_details(text: &str, mark: &str) -> (String, bool) {
    let (text, has_marks) = without_marked(text, mark);
    let (text, has_mail) = without_addresses(&text, mark);
    let (text, has_number) = without_numbers(&text, mark);
    (text, has_marks || has_mail || has_number)
}

/// What somebody marked as a detail goes whole: no ticket keeps it here for anybody to ask for.
fn without_marked(text: &str, mark: &str) -> (String, bool) {
    let mut out = String::with_capacity(text.len());
    let mut end = 0;
    for marked in base::withheld::marks(text) {
        out.push_str(&text[end..marked.whole.start]);
        out.push_str(mark);
        end = marked.whole.end;
    }
    out.push_str(&text[end..]);
    (out, end > 0)
}

fn is_at(c: char) -> bool {
    matches!(c, '@' | '＠' | '﹫')
}

/// Takes out every word with an at sign in it, and what hangs on to it.
fn without_addresses(text: &str, mark: &str) -> (String, bool) {
    let mut found = false;
    let mut out = String::with_capacity(text.len());
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        let is_address = word.char_indices().any(|(at, c)| {
            let (before, after) = (&word[..at], &word[at + c.len_utf8()..]);
            is_at(c)
                && before.chars().last().is_some_and(char::is_alphanumeric)
                && after.chars().next().is_some_and(char::is_alphanumeric)
        });
        if is_address {
            found = true;
            out.push_str(mark);
            out.push_str(&piece[word.len()..]);
        } else {
            out.push_str(piece);
        }
    }
    (out, found)
}

/// What may stand between the digits of one number.
fn is_between(c: char) -> bool {
    c.is_whitespace() && c != '\n' || "+-–—‑().·/_".contains(c)
}

/// Takes out runs of seven digits and more, however they are grouped.
fn without_numbers(text: &str, mark: &str) -> (String, bool) {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let (mut at, mut found) = (0, false);
    while at < chars.len() {
        if !chars[at].is_numeric() {
            out.push(chars[at]);
            at += 1;
            continue;
        }
        let end = run_end(&chars, at);
        let run = &chars[at..end];
        let digits = run.iter().filter(|c| c.is_numeric()).count();
        if digits >= FEWEST_DIGITS && !is_ip_address(run) && !is_hexadecimal(&chars, at) {
            found = true;
            while out.ends_with(['+', '(']) {
                out.pop();
            }
            out.push_str(mark);
        } else {
            out.extend(run);
        }
        at = end;
    }
    (out, found)
}

/// Where the number that begins here ends: after its last digit.
fn run_end(chars: &[char], start: usize) -> usize {
    let mut end = start + 1;
    let mut gap = 0;
    for (at, c) in chars.iter().enumerate().skip(start + 1) {
        if c.is_numeric() {
            end = at + 1;
            gap = 0;
        } else if is_between(*c) && gap < 3 {
            gap += 1;
        } else {
            break;
        }
    }
    end
}

/// Four small numbers with dots between: a device's address, which helps.
fn is_ip_address(run: &[char]) -> bool {
    let text: String = run.iter().collect();
    let parts: Vec<_> = text.split('.').collect();
    parts.len() == 4 && parts.iter().all(|part| part.len() <= 3 && part.parse::<u8>().is_ok())
}

/// An error code such as `0x80070005`, which helps too; it begins with one digit.
fn is_hexadecimal(chars: &[char], at: usize) -> bool {
    at >= 2 && matches!(chars[at - 1], 'x' | 'X') && chars[at - 2] == '0'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(text: &str) -> String {
        without_details(text, "[taken out]").0
    }

    #[test]
    fn what_is_marked_is_taken_out_whole() {
        assert_eq!(clean("Ask ||Mrs Lee 2100012345678|| now"), "Ask [taken out] now");
    }

    #[test]
    fn addresses_and_numbers_are_taken_out() {
        assert_eq!(clean("mail me: jo.b@example.org, please"), "mail me: [taken out] please");
        assert_eq!(clean("ring 0412 345 678 now"), "ring [taken out] now");
        assert_eq!(clean("(03) 9512 3456"), "[taken out]");
        assert_eq!(clean("+61 3 9512-3456."), "[taken out].");
        assert_eq!(clean("my card 2 1234 00056 7890 is refused"), "my card [taken out] is refused");
        assert_eq!(clean("4111-1111-1111-1111"), "[taken out]");
        assert_eq!(clean("P21234567"), "P[taken out]");
        assert_eq!(clean("٠١٢٣٤٥٦٧٨"), "[taken out]");
        assert_eq!(clean("jo＠example.org"), "[taken out]");
    }

    #[test]
    fn what_helps_stays() {
        for text in [
            "PC 4 says error 404 at 10:30",
            "0x80070005",
            "the address is 192.168.10.20",
            "2 of 3 machines, since 9.15",
            "look @ this",
            "it costs $ 12.50",
        ] {
            assert_eq!(without_details(text, "[taken out]"), (text.to_owned(), false));
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_makes_it_fall_over(text in ".{0,200}") {
            without_details(&text, "-");
        }

        #[test]
        fn a_long_number_never_stays(number in "[0-9]{7,19}", before in "[a-wyz .]{0,9}", after in "[a-z .]{0,9}") {
            let (text, is_cut) = without_details(&format!("{before}{number}{after}"), "-");
            proptest::prop_assert!(is_cut && !text.contains(&number));
        }
    }
}
