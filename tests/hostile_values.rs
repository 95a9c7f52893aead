//! What a field may hold that nobody should send, for `hostile`.

pub const SCRIPT: &str = "<script>alert(1)</script>\"'><b>x</b>";

/// What a field may hold that nobody should send.
pub fn values() -> Vec<String> {
    let mut values: Vec<String> = [
        "",
        "  ",
        "abc",
        "-1",
        "0",
        "1.5",
        "1e309",
        "999999",
        "9223372036854775807",
        "-9223372036854775808",
        "9223372036854775808",
        "2147483648",
        "\0",
        "a\0b",
        "\u{202e}txet\u{2066}",
        "😀👩‍👩‍👧",
        SCRIPT,
        "'; drop table ticket; --",
        "{ $who } { -term }",
        "$1 %s {{7*7}}",
        "\r\nSet-Cookie: a=b",
        "0000-01-01",
        "9999-12-31T23:59",
        "2026-02-30",
        "2026-10-04T02:30",
        "2027-04-04T02:30",
        "-009999-01-01",
        "99999-01-01T00:00",
        "\n\nfirst lines are empty",
    ]
    .map(str::to_owned)
    .into();
    values.push("x".repeat(100_000));
    // each of these unfolds into eighteen letters
    values.push("\u{fdfa}".repeat(480));
    values.push("\u{3316}".repeat(480));
    values
}
