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
mail-affected-over-first = { $who } says that ticket { $number }, which stopped you too, is over. If it still happens to you, report it again.
mail-affected-passed-resolved-first = Ticket { $number }, which stopped you too, is put right, together with the other one it was handled with. If it still happens to you, report it again.
mail-affected-passed-cancelled-first = Ticket { $number }, which stopped you too, was called off, together with the other one it was handled with. If it still happens to you, report it again.
mail-affected-passed-over-first = Ticket { $number }, which stopped you too, is said to be over, together with the other one it was handled with. If it still happens to you, report it again.
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

# Front desk.
nav-desk = Front desk
desk-title = Front desk
desk-ask = What is it about?
desk-keys = A number opens what it stands beside. From any page, g and then d comes here.
desk-near = Where you are
desk-kinds = Kinds of device
desk-kinds-else = Something else
desk-report-instead = Not about a device?
desk-today-at = Today at { $place }
desk-today-own = Your work today
desk-today-count = Fixed here: { $fixed }, sent to IT: { $sent }
desk-today-none = Nothing yet today. Long may it last.
desk-outcome-fixed = Fixed here
desk-outcome-sent = Sent to IT
desk-minutes =
    { $n ->
        [one] one minute
       *[other] { $n } minutes
    }
desk-symptom = What do they see?
asked-symptom = What do they see?
asked-colleague = Which colleague?
desk-own = Or in your own words
desk-own-only = In your own words
desk-checks = First checks
desk-checks-hint = Tick what you tried and did not help: IT does not ask it again.
desk-fixed = That fixed it
desk-fixed-by = That fixed it: { $check }
desk-fixed-other = Something else fixed it? Say what, if you like
desk-whom = For whom?
desk-whom-patron = A patron
desk-whom-colleague = A colleague
desk-whom-self = Me
desk-for-patron = For a patron
desk-for-colleague = For a colleague
desk-for-self = For themselves
desk-colleague = Which colleague?
desk-channel = How did it reach you?
desk-channel-desk = They stood here
desk-channel-phone = They called
desk-more = More, if it changes the answer
desk-words = Anything to add?
desk-minutes-label = Minutes it took
desk-panel-fixed = { $who } fixed it at the desk
desk-panel-sent = What { $who } did at the desk first
desk-panel-reported = Written down at the desk by { $who }
desk-panel-by = What fixed it:
desk-panel-tried = Tried already, did not help:
said-desk-fixed = Written down as fixed at the desk. Well done. IT has nothing to do.
event-ticket-fixed-at-desk = { $who } fixed it at the desk
event-name-ticket-fixed-at-desk = fixed at the desk
problem-colleague = Write the name of your colleague.
problem-no-colleague = Nobody of this name works in your department. Try part of the name.
problem-which-colleague = Several people fit: { $names }. Write the whole name.

# First checks.
checks-title = First checks
checks-about = What people see go wrong with each kind of device, and what to look at before IT is called. They show at the front desk.
checks-count = Symptoms: { $symptoms }, checks: { $checks }
checks-symptoms = What people see
checks-symptoms-hint = One on each line, as a patron would say it. The first nine have a number key.
checks-checks = First checks
checks-checks-hint = One question on each line that anybody can answer in half a minute.
said-checks-saved = Saved. The front desk shows them now.
problem-too-many-lines = Too many lines: at most { $most }. Nobody reads more with a queue waiting.
administration-room-first-checks = First checks
administration-what-first-checks = What to look at before IT is called, for each kind of device
audit-kind-first-checks-changed = First checks changed

# The symptoms and first checks that Footbridge comes with, a line for each.
first-symptoms-public_pc =
    It does not start
    Nobody can sign in
    It says the time is used up
    It is very slow
    A page or program does not open
    The screen is black
first-checks-public_pc =
    Is the screen on and its cable in at both ends?
    Is the plug in and the switch at the wall on?
    Did you restart it and wait three minutes?
    Does the same card work on the computer beside it?
    Are keyboard and mouse plugged in?
first-symptoms-staff_pc =
    It does not start
    I cannot sign in
    The library system does not open
    It is very slow
    The screen is black
first-checks-staff_pc =
    Is caps lock off?
    Is the screen on and its cable in at both ends?
    Did you restart it?
    Does it work on the computer beside it?
first-symptoms-self_check =
    It says out of service
    It does not read cards
    It does not read books
    No receipt comes out
    It does not take payments
    The screen is frozen
first-checks-self_check =
    Is the machine beside it working?
    Is the receipt roll empty?
    Does another card work?
    Is only one book on the pad, lying flat?
    Did you switch it off and on as its card says?
first-symptoms-printer =
    Nothing prints
    The paper is jammed
    The print is faint or has stripes
    The job is not in the list
    It takes money and does not print
    It shows a message
first-checks-printer =
    Is there paper in the tray, and is the tray pushed in?
    Is there paper stuck behind the side door?
    Does the display ask for toner?
    Is the job in the list under another name?
    Did you switch it off, wait ten seconds, and switch it on?
first-symptoms-receipt_printer =
    Nothing comes out
    The paper comes out blank
    The paper is jammed
    A red light is on
    The label is cut in the wrong place
first-checks-receipt_printer =
    Is the receipt roll empty?
    Is the roll the right way round?
    Is the lid shut until it clicks?
    Is the cable in at both ends?
    Did you switch it off and on?
first-symptoms-reader =
    It does not beep
    It beeps and nothing appears
    It reads the wrong number
    It reads some and not others
first-checks-reader =
    Is its cable in at both ends?
    Is the glass clean?
    Is the cursor in the right box?
    Does it read another card or book?
first-symptoms-gate =
    It rings for everybody
    It rings for nobody
    It rings for books that were lent
    The light is off
first-checks-gate =
    Is anything with a tag lying near it?
    Is its light on?
    Did you lend the book again at the desk?
    Did you switch it off and on?
first-symptoms-sorter =
    It does not take books in
    A book is stuck
    Returned books still show as lent
    It says a bin is full
first-checks-sorter =
    Is a bin full or not pushed in?
    Is something stuck in the slot?
    Is the emergency stop pressed in?
    Does one book that you return at the desk come off the card?
first-symptoms-wifi =
    Nobody can connect
    One device cannot connect
    The welcome page does not appear
    It is very slow
    It stops again and again
first-checks-wifi =
    Does it work on another device in the same place?
    Is it the right network name?
    Did they switch Wi-Fi off and on?
    Does the welcome page come when they open example.com?
first-symptoms-display =
    The screen is black
    It shows something old
    It shows the wrong room or time
    It shows a message
first-checks-display =
    Is it switched on at its side or back?
    Is its plug in?
    Did you switch it off, wait ten seconds, and switch it on?
first-symptoms-phone =
    There is no tone
    We cannot be called
    We cannot call out
    The sound is bad
    Callers hear the wrong message
first-checks-phone =
    Is the cable in at the phone and at the wall?
    Is it diverted or set to silent?
    Does the phone beside it work?
    Did you pull the cable out and put it back?
first-symptoms-assistive =
    It does not start
    It does not read aloud
    The picture is not clear
    The hearing loop is silent
first-checks-assistive =
    Is it plugged in and switched on?
    Is the sound turned up, and are headphones in the right socket?
    Is there another seat with the same set-up?
    Did you restart the computer it belongs to?
first-symptoms-other =
    It does not start
    It is broken
    It makes a noise or smells
    It shows a message
first-checks-other =
    Is it plugged in and switched on?
    Did you switch it off and on?
    Does another one like it work?
