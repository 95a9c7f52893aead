# Reporting at the counter: what is known already, who else is affected, first checks, front desk.

# Known already.
known-title = Is it one of these?
known-answers = This may help
known-new-tab = (opens beside your report)
known-since = since { $when }
known-news = news { $when }
known-workaround = How to get by:
known-others =
    { $n ->
        [one] one other person says so too
       *[other] { $n } others say so too
    }
known-join = This stops me too
known-join-to = This stops me too: { $subject }
known-yours = You reported this. See how it goes.
known-joined = You said that this stops you too. See how it goes.

# Affected.
affected-page = Stopped by #{ $number }
affected-title = Does this stop you too?
affected-change = It stops you too
affected-about = Say where and who. It counts towards how soon IT gets to it, and you hear how it goes. You need not report it again.
affected-everywhere = Everywhere
affected-elsewhere = No place named
affected-words = What you see
affected-words-hint = If you like. Only those who work on it read this.
affected-save = Save how it is now
affected-remove = It does not stop me any more
affected-back = Back to my report
affected-open = Read the whole ticket
affected-yours = You reported this yourself.
affected-who = Who it stops: { $all }
affected-more =
    { $n ->
        [one] one more person
       *[other] { $n } more people
    }
affected-over-title = This is over
affected-over = It was put right or called off meanwhile, so nobody can be added to it. If it still happens to you, send your report: everything you typed is still here.
affected-joined-title = What others reported, and stops you too
said-affected = Added. IT sees that it stops you too, and you hear how it goes.
said-unaffected = Taken back. It does not count for you any more.
event-ticket-affected = { $who } says that it stops them too
event-ticket-unaffected = { $who } says that it does not stop them any more
event-name-ticket-affected = stops somebody else too
event-name-ticket-unaffected = does not stop them any more
mail-affected-promised-first = There is news about when to hear more on { $number }, which stops you too: { $when }.
mail-affected-held-first = Ticket { $number }, which stops you too, is on hold. It is taken up again: { $when }.
mail-affected-held-first-open = Ticket { $number }, which stops you too, is on hold.
mail-affected-resolved-first = { $who } says that ticket { $number }, which stopped you too, is put right. If it still happens to you, report it again.
mail-affected-cancelled-first = Ticket { $number }, which stopped you too, was called off. If it still happens to you, report it again.

# How many say so.
count-people =
    { $n ->
        [0] nobody
        [1] one person
        [2] two people
        [3] three people
        [4] four people
        [5] five people
        [6] six people
        [7] seven people
        [8] eight people
        [9] nine people
       *[other] { $n } people
    }
count-places =
    { $n ->
        [0] no place
        [1] one place
        [2] two places
        [3] three places
        [4] four places
        [5] five places
        [6] six places
        [7] seven places
        [8] eight places
        [9] nine places
       *[other] { $n } places
    }
count-together = { $people } at { $places }
said-together = All told, { $all } said so.
read-together = Multiple reports: { $all }.
why-together = { $all } said so
why-many-places = several places are affected
short-and-others =
    { $n ->
        [one] {""} and one other report
       *[other] {""} and { $n } other reports
    }

# Workaround.
workaround-title = How to get by until then
workaround-words = What can people do meanwhile? Everybody who is stopped reads this.
workaround-button = Tell them how to get by
said-workaround = Said. It shows wherever this ticket is suggested.
event-ticket-workaround-said = { $who } said how to get by
event-name-ticket-workaround-said = how to get by
