//! What was said, decided and promised at the meetings of the demo.

/// What was said on something somebody had put on the agenda.
pub struct Said {
    pub by: &'static str,
    pub item: &'static str,
    pub why: &'static str,
    pub notes: &'static str,
}

/// What was promised: what, by whom, for how many days on, and what came of it after how many.
pub struct Promise {
    pub words: &'static str,
    pub owner: &'static str,
    pub days: i64,
    pub done: Option<(i64, &'static str)>,
}

/// What came of one meeting.
pub struct Held {
    pub said: &'static [Said],
    pub decision: &'static str,
    pub agreed: &'static str,
    pub promises: &'static [Promise],
}

/// Five meetings of a year.
pub const HELD: [Held; 5] = [
    Held {
        said: &[Said {
            by: "ahmed",
            item: "Self-checks that stop on Saturdays",
            why: "Nobody is there to start them again",
            notes: "It happens when the branch switch restarts at ten. Carol can move that to before opening.",
        }],
        decision: "Restarts of branch equipment happen before the doors open.",
        agreed: "Helen and Kerryn",
        promises: &[
            Promise {
                words: "Move the Saturday restarts to seven in the morning",
                owner: "carol",
                days: 14,
                done: Some((9, "Done, and it held for four Saturdays.")),
            },
            Promise {
                words: "Write down how to start a self-check again",
                owner: "ahmed",
                days: 21,
                done: Some((20, "One page, beside each machine.")),
            },
        ],
    },
    Held {
        said: &[Said {
            by: "tom",
            item: "Who may ring whom after six",
            why: "Northside closes at six and IT goes home at five",
            notes: "The last hour is the problem, not the night. Samantha asks who could start later on Thursdays.",
        }],
        decision: "One analyst starts at ten on Thursdays, for a trial of three months.",
        agreed: "Kerryn, Samantha",
        promises: &[Promise {
            words: "Say how the late Thursdays went",
            owner: "samantha",
            days: 90,
            done: Some((84, "Eleven calls, nine of them solved the same evening. It stays.")),
        }],
    },
    Held {
        said: &[Said {
            by: "priya",
            item: "Words in the notices about planned work",
            why: "\"Core switch failover\" told nobody whether story time could go on",
            notes: "Notices say first what stops, where, and until when. The reason comes last.\n\nPriya reads the next three before they go out.",
        }],
        decision: "Every notice begins with what people will notice.",
        agreed: "everybody",
        promises: &[
            Promise {
                words: "Read the next three notices before they go out",
                owner: "priya",
                days: 60,
                done: Some((55, "All three were clear. One had a nice joke.")),
            },
            Promise {
                words: "List every service point with the hours it really has",
                owner: "marcus",
                days: 30,
                done: Some((40, "A bit late, but complete.")),
            },
        ],
    },
    Held {
        said: &[
            Said {
                by: "nadia",
                item: "Holds that arrive twice",
                why: "It looks like our fault and is the supplier's",
                notes: "Larkfield knows it and has no date. Nadia keeps the list of cases, so that they cannot say it is rare.",
            },
            Said {
                by: "anna",
                item: "The screen in the children's area",
                why: "It sleeps in the middle of stories",
                notes: "Fixed during the meeting. Applause.",
            },
        ],
        decision: "We ask Larkfield together, in one letter from both managers.",
        agreed: "Helen and Kerryn",
        promises: &[
            Promise {
                words: "Draft the letter to Larkfield",
                owner: "helen",
                days: 14,
                done: Some((12, "Sent. They answered within a week, with a date.")),
            },
            Promise {
                words: "Keep the list of double holds",
                owner: "nadia",
                days: 120,
                done: None,
            },
        ],
    },
    Held {
        said: &[Said {
            by: "linh",
            item: "Harbour's wi-fi during the fair",
            why: "Two thousand visitors in one weekend",
            notes: "Yusuf lends two access points. Linh finds somebody with a key on Sunday morning.",
        }],
        decision: "Big events go into what is on six weeks before.",
        agreed: "Priya, Kerryn, Linh",
        promises: &[
            Promise {
                words: "Lend two access points to Harbour",
                owner: "yusuf",
                days: 10,
                done: None,
            },
            Promise {
                words: "Try the new receipt rolls at Northside",
                owner: "",
                days: 0,
                done: None,
            },
            Promise {
                words: "Show the branch managers the new notices page",
                owner: "samantha",
                days: 45,
                done: None,
            },
        ],
    },
];
