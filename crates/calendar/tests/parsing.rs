//! What people type, what it means, and what they are told when it means nothing.

use calendar::WeeklyHours;
use jiff::civil::Weekday;
use proptest::prelude::*;

fn canonical(typed: &str) -> String {
    match WeeklyHours::parse(typed) {
        Ok(hours) => hours.to_string(),
        Err(error) => panic!("{typed:?} was refused at {:?}: {error}", error.part),
    }
}

#[test]
fn what_people_type_is_understood() {
    let samples = [
        (
            "Mon-Fri 09:00-18:00; Sat 10:00-16:00, 17:00-20:00",
            "Mon-Fri 09:00-18:00; Sat 10:00-16:00, 17:00-20:00",
        ),
        ("Mo-Fr 9-18", "Mon-Fri 09:00-18:00"),
        ("daily 8am-8pm", "daily 08:00-20:00"),
        ("24/7", "24/7"),
        ("daily 0-24", "24/7"),
        ("closed", "closed"),
        ("", "closed"),
        (" \n ; ", "closed"),
        ("mOn-fRI 9-18", "Mon-Fri 09:00-18:00"),
        ("MONDAY to FRIDAY 9am to 5pm", "Mon-Fri 09:00-17:00"),
        ("Mon\u{2013}Fri 9\u{2013}18", "Mon-Fri 09:00-18:00"),
        ("Mon-Fri 9-17\nSat 10-16\r\nSun closed", "Mon-Fri 09:00-17:00; Sat 10:00-16:00"),
        ("Mon, Wed & Fri 9-17", "Mon, Wed, Fri 09:00-17:00"),
        ("Mon and Wed 9-12 and 13-17", "Mon, Wed 09:00-12:00, 13:00-17:00"),
        ("Mon 9-12, Tue 13-17", "Mon 09:00-12:00; Tue 13:00-17:00"),
        ("Mon-Fri: 9.30-17h, Sat: 9h30-1215.", "Mon-Fri 09:30-17:00; Sat 09:30-12:15"),
        ("Mon 0900-1730", "Mon 09:00-17:30"),
        (
            "weekdays 9 a.m. - 5.30 p.m.; weekends noon-midnight",
            "Mon-Fri 09:00-17:30; Sat-Sun 12:00-24:00",
        ),
        ("Fri-Mon 10-14", "Mon, Fri-Sun 10:00-14:00"),
        ("Sun-Thu 9-17", "Mon-Thu, Sun 09:00-17:00"),
        ("Mon - 9-17", "Mon 09:00-17:00"),
        ("Sat 20:00-00:00", "Sat 20:00-24:00"),
        ("Sat 8pm-12am", "Sat 20:00-24:00"),
        ("Sat 12am-12pm", "Sat 00:00-12:00"),
        ("Mon 13-17, 9-12", "Mon 09:00-12:00, 13:00-17:00"),
        ("Mon 9-12, 12-15, 14-17", "Mon 09:00-17:00"),
        ("daily 9-17; Sun closed", "Mon-Sat 09:00-17:00"),
        ("open every day 9-17, closed Sat and Sundays", "Mon-Fri 09:00-17:00"),
        ("Mon, Mon 9-17", "Mon 09:00-17:00"),
    ];
    for (typed, meant) in samples {
        assert_eq!(canonical(typed), meant, "{typed:?}");
    }
}

#[test]
fn what_could_be_misread_is_refused_with_what_to_write_instead() {
    let samples = [
        ("Fri 22:00-02:00", "22:00-02:00", "\"Fri 22:00-24:00; Sat 00:00-02:00\""),
        ("Mon-Fri 9-5", "9-5", "\"09:00-17:00\""),
        ("Sun 9pm-2am", "9pm-2am", "\"Sun 21:00-24:00; Mon 00:00-02:00\""),
        ("Mon 24:00-2:00", "24:00-2:00", "\"Tue 00:00-02:00\""),
        ("Mon 1-5pm", "1-5pm", "am or pm on both"),
        ("Mon 9-9", "9-9", "\"00:00-24:00\""),
        ("Mon 24:00-00:00", "24:00-00:00", "\"00:00-24:00\""),
        ("9-17", "9-17", "\"Mon-Fri 9-17\""),
        ("Mon-Fri 9-17; 18-20", "18-20", "\"daily 18-20\""),
        ("Mon 9-17; Mon 18-20", "Mon 18-20", "Mon is mentioned twice"),
        ("daily 9-17; Sat 9-12", "Sat 9-12", "Sat is mentioned twice"),
        ("closed; Mon 9-17", "Mon 9-17", "Mon is mentioned twice"),
        ("Mon 9-17; closed", "closed", "\"Sun closed\""),
        ("Mon-Fri 24/7", "Mon-Fri 24/7", "\"Mon 00:00-24:00\""),
        ("Mon-Fri", "Mon-Fri", "\"Mon-Fri closed\""),
        ("Mon 9-17, Tue", "Tue", "\"Tue 09:00-17:00\""),
        ("Mon 9", "9", "a start and an end"),
        ("Mon 9-", "9-", "a start and an end"),
        ("Mon- 9-", "9-", "a start and an end"),
        ("Mon-", "Mon-", "two days"),
        ("- 9-17", "-", "A dash"),
        ("Mon 9-25", "25", "not a time of day"),
        ("Mon 9-24:30", "24:30", "not a time of day"),
        ("Mon 9:75-12", "9:75", "not a time of day"),
        ("Mon 13pm-14pm", "13pm", "not a time of day"),
        ("Mon 9/17", "9/17", "not a time of day"),
        ("Mon 99999999999-2", "99999999999", "not a time of day"),
        ("Mon 09:00:00-17:00:00", "09:00:00", "not a time of day"),
        ("Mittwoch 9-17", "Mittwoch", "not a day or a time"),
        ("Mon 9\u{2192}17", "\u{2192}", "not a day or a time"),
    ];
    for (typed, part, advice) in samples {
        match WeeklyHours::parse(typed) {
            Ok(hours) => panic!("{typed:?} was read as {hours}"),
            Err(error) => {
                assert_eq!(error.part, part, "{typed:?}: {error}");
                assert!(error.message.contains(advice), "{typed:?}: {error}");
            }
        }
    }
}

#[test]
fn hours_can_be_asked_for_by_day() {
    let hours = WeeklyHours::parse("Sun 10-12, 14-16").unwrap();
    assert_eq!(hours.on(Weekday::Sunday), [(600, 720), (840, 960)]);
    assert_eq!(hours.on(Weekday::Monday), []);
    assert!(!hours.is_never_open());
    assert!(WeeklyHours::default().is_never_open());
    assert_eq!(WeeklyHours::parse("24/7").unwrap(), WeeklyHours::always());
}

proptest! {
    #[test]
    fn what_is_displayed_reads_back_the_same(
        week in prop::collection::vec(prop::collection::vec((0u16..1440, 1u16..=1440), 0..4), 7),
    ) {
        let names = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
        let mut typed = String::new();
        for (name, ranges) in names.iter().zip(&week) {
            for (index, (start, length)) in ranges.iter().enumerate() {
                let end = (start + length).min(1440);
                let lead = if index == 0 { format!(";{name} ") } else { ",".into() };
                typed += &format!("{lead}{}:{:02}-{}:{:02}", start / 60, start % 60, end / 60, end % 60);
            }
        }
        let hours = WeeklyHours::parse(&typed).unwrap();
        let shown = hours.to_string();
        prop_assert_eq!(&WeeklyHours::parse(&shown).unwrap(), &hours);
        prop_assert_eq!(WeeklyHours::parse(&shown).unwrap().to_string(), shown);
    }

    #[test]
    fn no_text_makes_the_reader_panic(
        words in prop::collection::vec(
            prop::sample::select(vec!["Mon", "fr", "-", ",", ";", "9", "17", "24:00", "5pm", "closed", "24/7", "daily", "noon", "\n", "h", ".", "é", "to"]),
            0..10,
        ),
        noise in any::<String>(),
        is_spaced: bool,
    ) {
        let _ = WeeklyHours::parse(&noise);
        let typed = words.join(if is_spaced { " " } else { "" });
        if let Ok(hours) = WeeklyHours::parse(&typed) {
            prop_assert_eq!(WeeklyHours::parse(&hours.to_string()).unwrap(), hours);
        }
    }
}
