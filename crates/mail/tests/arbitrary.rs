//! No input makes the crate panic: bytes from nowhere, and sound messages with a few bytes changed.

use proptest::prelude::*;

const SAMPLE: &[u8] = b"From: =?utf-8?q?J=C3=B6rg?= <a@b.example>\r\nTo: d@l.example, g: x@y, z@y;\r\n\
Subject: =?iso-8859-1?Q?=FC?=\r\n =?utf-8?B?w7w=?=\r\nReferences: <1@x> <2@x>\r\nDate: Tue, 03 Mar 2026 10:15:00 +0100\r\n\
Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n\
--c\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nGr=C3=BC=C3=9Fe\r\n\r\n\
On Tue, Mar 3, 2026 at 9:00 AM Desk <d@l.example>\r\nwrote:\r\n> a\r\n-- \r\nsig\r\nbegin 644 x\r\n#0V%T\r\n`\r\nend\r\n\
--c\r\nContent-Type: text/html\r\n\r\n<p>a<img src=cid:x><table><tr><td>b</table><blockquote>c</blockquote>\r\n--c--\r\n\
--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: in\r\n\r\nx\r\n--b\r\nContent-Type: application/pdf\r\n\
Content-Disposition: attachment; filename*0*=utf-8''%C3%BC; filename*1=b.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b--\r\n";

/// Pieces that matter to the readers, so that chance meets more than plain letters.
const PIECES: &[&str] = &[
    "\n",
    "\r\n",
    "> ",
    "--",
    "-- \n",
    "On 3 Mar 2026 9:00 a@b ",
    "wrote:",
    "From: x\n",
    "Sent: y\n",
    "```",
    "___",
    "<p>",
    "</p>",
    "<table>",
    "<td>",
    "<a href='javascript:x'>",
    "<img src=cid:x>",
    "<!--",
    "&amp;",
    "=?utf-8?Q?",
    "?=",
    "\u{202e}",
    "ü",
    "\u{0}",
    "begin 644 a\n",
    "end\n",
    "Content-Type: message/rfc822\n\n",
    "\u{2003}",
    "写道：",
];

fn pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop_oneof![prop::sample::select(PIECES).prop_map(str::to_owned), ".{0,8}"],
        0..60,
    )
    .prop_map(|all| all.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read(raw in prop::collection::vec(any::<u8>(), 0..2_000)) {
        mail::parse(&raw);
    }

    #[test]
    fn a_damaged_message_is_read(changes in prop::collection::vec((0..SAMPLE.len(), any::<u8>()), 1..12), cut in 0..SAMPLE.len()) {
        let mut raw = SAMPLE.to_vec();
        for (at, byte) in changes {
            raw[at] = byte;
        }
        mail::parse(&raw);
        raw.drain(cut..);
        mail::parse(&raw);
    }

    #[test]
    fn any_text_is_trimmed_without_loss(text in pieces()) {
        let trimmed = mail::trim(&text);
        let letters = |t: &str| t.chars().filter(|c| !c.is_whitespace()).count();
        prop_assert_eq!(letters(&trimmed.reply) + letters(&trimmed.cut), letters(&text));
        mail::parse(text.as_bytes());
    }

    #[test]
    fn any_html_is_cleaned(text in pieces()) {
        let clean = mail::clean_html(&text);
        prop_assert!(!clean.contains("javascript:") || !clean.contains("href=\"javascript"));
        mail::html_to_text(&text);
    }
}
