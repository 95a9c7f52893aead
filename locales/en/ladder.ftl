# When it is not working: ladders, their steps, briefings and endings; and looking back together.

# Ladders
ladders-title = When it isn’t working
ladders-about = Some troubles come back, however often they are mended. This is a calm way through one, step by step: who to talk to, what to bring, what to wait for, and how to end it.
ladders-private = Private. Only you and those you let in can see it: no colleague, no manager, no administrator. It is in no search, no list, no export, and no trail outside this page. Whoever runs the server keeps backups, and those hold everything.
ladders-new = Begin a ladder
ladders-edit = Change what it says
ladders-begin = Begin
ladders-none = Nothing here. May it stay that way.
ladders-own = Yours
ladders-shared = You were let in
ladders-of = { $name }’s
ladders-since = since { $when }
ladders-review = The question is asked again on { $when }
ladders-question = It was agreed to ask again on { $when }. Is it still so?
ladders-between = Between
ladders-name = In a few words
ladders-name-hint = “Receipt printers stop every week”
ladders-words = What is going wrong?
ladders-words-hint = In your own words, as you would tell a friend. You can change it later.
ladders-subject = What is it about?
ladders-subject-hint = The briefings are written from these requests, as far as you can see them yourself. Leave all of it empty if it is about working together.
ladders-subject-owners = Which requests, service and place it is about is said by whoever it belongs to.
ladders-subject-short = About
ladders-tickets = Requests
ladders-tickets-hint = Their numbers: 12, 15, 31
ladders-tickets-short = Requests
ladders-tickets-hidden = and { $n } that you cannot see
ladders-service = A service
ladders-place = A place
ladders-wants = What do you ask for?
ladders-wants-hint = Something that can be done and seen to be done. Each briefing ends with it.
ladders-wants-on = By when?
ladders-wants-short = We ask for
ladders-by = (by { $date })
ladders-only-you = Only you can see this.
ladders-only-you-and = Only you and { $n ->
    [one] one person
   *[other] { $n } people
  } you let in can see this.
ladders-only-those = Only { $name } and those they let in can see this. Please keep it so.
ladders-owner-left = { $name } has left. Those who were let in can go on reading and, if they could, writing. Nobody new can be let in.
ladders-steps = Steps
ladders-steps-about = Any order is fine. What is marked usually helps most as the next one.
ladders-end = End this ladder
ladders-resume = Take it up again
ladders-log = What was done here, and by whom
ladder-state-climbing = under way
ladder-state-resolved = resolved
ladder-state-accepted = accepted
ladder-state-coexisting = living side by side
ladder-ended-resolved = It works again
ladder-ended-accepted = It may not change, and we live with it
ladder-ended-coexisting = We see it differently, and work side by side
said-ladder-begun = Begun. Only you can see it.
said-ladder-invited = They are let in, and hear of it.
said-ladder-uninvited = They cannot see it any more.
said-ladder-left = You are not on that ladder any more.
said-ladder-ended = Ended. You can take it up again whenever you like.
said-ladder-resumed = Taken up again.
problem-ladder-number = There is no request { $n } that you can see.
problem-ladder-many = At most 100 requests.
problem-ladder-self = It is yours already.
problem-ladder-past = Choose a day to come.
asked-relationship = Between:
asked-wants = What do you ask for?
asked-wants_on = By when?
asked-ending_words = What is there to say?
asked-review_on = When to ask again?

ladder-deed-ladder-begun = { $who } began this.
ladder-deed-ladder-changed = { $who } changed what it says.
ladder-deed-ladder-invited = { $who } let { $what } in, to read.
ladder-deed-ladder-invited-to-write = { $who } let { $what } in, to read and write.
ladder-deed-ladder-uninvited = { $who } took the invitation of { $what } back.
ladder-deed-ladder-left = { $what } left.
ladder-deed-ladder-ended = { $who } ended it: { $what }.
ladder-deed-ladder-resumed = { $who } took it up again.
ladder-deed-ladder-due = { $who } asked the question again, as agreed.
ladder-deed-rung-taken = { $who } noted something on “{ $what }”.
ladder-deed-rung-skipped = { $who } left out “{ $what }”.
ladder-deed-rung-taken-back = { $who } took up “{ $what }” again.
ladder-deed-rung-planned = { $who } planned when to look at “{ $what }”.
ladder-deed-rung-thought-through = { $who } wrote on the worksheet of “{ $what }”.
ladder-deed-rung-due = { $who } gave a reminder to look at a step again.
ladder-deed-briefing-changed = { $who } changed the briefing of “{ $what }”.
ladder-deed-briefing-written-anew = { $who } had the briefing of “{ $what }” written anew.

# Who was let in
guests-title = Who can see this
guests-none = Nobody else.
guests-invite = Let somebody in
guests-person = Who?
guests-person-hint = A name or an e-mail address
guests-why = Why them?
guests-why-hint = They read this. “You offered to come along to the talk.”
guests-may-write = They may write, too: notes and briefings
guests-let-in = Let them in
guests-reads = reads
guests-writes = reads and writes
guests-since = since { $when }
guests-seen = has looked
guests-unseen = has not looked yet
guests-remove = Take { $name }’s invitation back
guests-leave = Leave this ladder

# Steps
rung-kind-own_manager = Talk to your own manager
rung-kind-it_manager = Talk to IT’s manager
rung-kind-impact = Say what it does to the service
rung-kind-praise = Praise what works, in public
rung-kind-expectations = Examine your own expectations
rung-kind-agreement = Think about an agreement
rung-kind-acceptance = Accept that it may not change
rung-short-own_manager = They may know more, and can open doors that you cannot.
rung-short-it_manager = Together with yours, if you can. About the work, not the people.
rung-short-impact = Hours, patrons and risk are heard where annoyance is not.
rung-short-praise = What is noticed grows. It also makes the rest easier to say.
rung-short-expectations = What was asked, what there was to work with, what is usual.
rung-short-agreement = Say what each side can count on, and write it down.
rung-short-acceptance = An honest ending, not a defeat.
rung-guide-own_manager = Say it before you are angry, and bring one page. Your manager cannot carry what they do not know, and it is their job to carry it with you.
    Tell what happens, what it costs the library and what you have tried. Then say what you would like: advice, a word with IT’s manager, or company on the next step.
    Agree on who does what next, and when you talk again.
rung-guide-it_manager = Go together with your own manager if you can. Send the page a day before, so that nobody is surprised in the room.
    Speak about the work: what stops, how often, what would help. Leave names out. Ask what makes it hard on their side, and write down the answer.
    One clear request is worth more than ten complaints. Leave with a day on which you both look again.
rung-guide-impact = IT weighs things by what they do: how many people are stopped, for how long, and what is at risk. Say it in those words and it can be acted on.
    Check that each request says who was stopped and what it puts at risk: money, the law, or the library’s good name.
    If something is missing from the page, add it to the request. It counts from then on.
rung-guide-praise = Somewhere in this story somebody did something well. Say so where others hear it: it is fair, and people do more of what is seen.
    Be exact: what they did, and what it made possible. Do it for its own sake, not as the sugar around a complaint.
rung-guide-expectations = Before you go on, look at your own side of it, by yourself. Did we say when we needed it? Did we give them what they need to begin? Was it ever agreed, or only hoped for?
    Nobody else has to see this. Most people find one thing that they would do differently.
rung-guide-agreement = If both sides guess what the other will do, both will be let down. An agreement (IT calls it a service level agreement, SLA) says what can be counted on, how fast, and what the library does in return.
    Write down what you would ask for and what you can promise. Keep it to what matters most.
rung-guide-acceptance = Some things stay as they are: there is no money, the system is old, or the two sides see it differently. Saying so is better than hoping in anger.
    Decide what you will do to live with it, who should know, and when you will look again. Then let it be.
rung-state-taken = done
rung-state-skipped = left out
rung-next = next, perhaps
rung-look = Look at it again on { $when }
rung-look-now = Look at it again now
rung-look-how = Note what has happened since, or plan another day.
rung-praise-link = Thank somebody
rung-ending-link = End this ladder
rung-notes = What was done and said
rung-no-notes = Nothing yet.
rung-note = Note what was done
rung-noted-by = Noted by { $name }, { $when }
rung-whom = With whom?
rung-when = When was it?
rung-words = What was said and agreed?
rung-words-hint = Theirs as well as yours. You may want to quote it one day.
rung-wait = Days to wait before looking again
rung-wait-hint = You are reminded once, in the morning.
rung-keep-note = Keep this note
rung-other = Another day, or not at all
rung-look-on = Look at it again on
rung-look-on-hint = Leave it empty for no reminder.
rung-plan = Plan it
rung-skip-why = Leave this step out, because
rung-skip-hint = A few words, for yourself later
rung-skip = Leave it out
rung-was-skipped = This step was left out: { $words }
rung-take-back = Take it up again
said-rung-noted = Noted.
said-rung-skipped = Left out.
problem-rung-days = Write a number of days, from 1 to 365.
problem-rung-future = That day is still to come.
asked-note = What was said and agreed?
asked-skip_words = Why is it left out?
asked-wait_days = Days to wait:
asked-whom = With whom?
asked-addressee = For whom?

# Worksheets
sheet-expectations-title = What we asked, and what we gave
sheet-agreement-title = What an agreement could say
sheet-link-expectations = Open the worksheet
sheet-link-agreement = Open the worksheet
sheet-about-expectations = For you alone, and for those you let in. The record on top, your own thoughts below.
sheet-about-agreement = A plain page to think on before anybody talks of agreements. What you write here goes into the briefing of this step.
sheet-own = Your worksheet
sheet-empty = Nothing is written here yet.
sheet-expectations-asks = What could we have asked for more clearly?
sheet-expectations-asks-hint = By when we needed it, and what would have been good enough.
sheet-expectations-gives = What can we give them sooner next time?
sheet-expectations-gives-hint = The device, a picture, what we tried, who is stopped.
sheet-expectations-learned = What would a fair person expect here?
sheet-expectations-learned-hint = Think of the best and the busiest week they have.
sheet-agreement-write = When both sides are ready, it can be written, talked over and agreed here.
sheet-agreement-asks = What would we ask for?
sheet-agreement-asks-hint = Which service, in which hours, how soon an answer, how soon a repair.
sheet-agreement-gives = What can we promise in return?
sheet-agreement-gives-hint = First checks done, one contact, early word of busy weeks.
sheet-agreement-learned = What would be left out, and when would we look at it again?
sheet-agreement-learned-hint = Say plainly what nobody can promise.
asked-asks = What to ask for?
asked-gives = What to give?
asked-learned = What is fair?

expect-title = Side by side
expect-none = This ladder names no requests, so there is nothing to put side by side. Add some under “Change what it says”.
expect-asked = What we asked
expect-needed = Needed: { $when }
expect-unsaid = Nobody said by when.
expect-newest = The newest { $n } of { $all }.
expect-gave = What we gave them to work with
expect-device = { $n } of { $all } named the device
expect-file = { $n } of { $all } came with a picture or file
expect-back = In { $n } of { $all } they had to ask back
expect-missing = missing at first:
expect-no-place = the place
expect-no-device = the device
expect-no-file = a picture
expect-asked-back = Asked back { $n ->
    [one] once
   *[other] { $n } times
  }.
expect-agreed = What was agreed
expect-nothing-agreed = Nothing. No time was ever promised for these, so whatever we expected, we expected by ourselves.
expect-promises = { $made ->
    [one] One promise of news was made
   *[other] { $made } promises of news were made
  }, and { $kept } kept.
expect-only-news = That was about news. When it would be mended was never agreed.
expect-usual = What is usual
expect-like = Requests like these: { $like }, in the last year
expect-ours = These
expect-all = Others like them
expect-answer = First answer
expect-repair = Put right
expect-too-few = too few to say
expect-few = only { $n }
expect-no-others = There is nothing else to compare these with.
expect-median = Half took less time and half took more (the median), by the clock. In brackets: how many it rests on; take few lightly. Of others, fewer than five are not shown.

# Briefings
briefing-link = Read the briefing
briefing-title = Briefing: { $title }
briefing-for = For
briefing-from = From
briefing-date = Date
briefing-between = Between
briefing-pdf = Open as PDF
briefing-edit = Change the text
briefing-edit-about = It is yours from here. A line that begins with ## is a heading, with - a point, and | what | how much | makes a line of the table.
briefing-words = The text
briefing-words-hint = Facts first, feelings short, one request.
briefing-keep = Keep this text
briefing-anew = Write it anew from the record
briefing-anew-hint = The text above is put aside, not lost: it stays among the earlier ones. What you wrote yourself is not carried over.
briefing-earlier = Earlier texts: { $n }
briefing-is-record = This is what the record says today. Change it to make it yours.
briefing-is-edited = Written by { $name }, { $when }
said-briefing-kept = Kept. The text before it is among the earlier ones.
said-briefing-anew = Written anew. The text before it is among the earlier ones.
briefing-what-own_manager = Briefing for my manager
briefing-what-it_manager = Briefing for a talk between the two departments
briefing-what-impact = What it does to the service
briefing-what-praise = What works well
briefing-what-expectations = Where we stand, for myself
briefing-what-agreement = Towards an agreement
briefing-what-acceptance = Where it stands
briefing-opens-own_manager = I would like your advice, and perhaps your help, with something that keeps coming back between { $us } and { $them }. This page is written from the record of our requests.
briefing-opens-it_manager = We would like to find a way through something that keeps coming back, together with { $them }. This page says what happens, what it does to our service and what would help. It is about the work, and about nobody in it.
briefing-opens-impact = This page says what a recurring trouble does to the service of { $us }: how long it stood still, who was stopped, and what it puts at risk.
briefing-opens-praise = This page says what worked, so that it can be said aloud and done again.
briefing-opens-expectations = This page is for looking at our own side before we go on.
briefing-opens-agreement = We would like to talk with { $them } about what each side can count on. This page is a beginning, not a demand.
briefing-opens-acceptance = This page says where things stand, what was tried, and what we would have to live with.
briefing-head-wrong = What goes wrong
briefing-head-sums = In short
briefing-head-events = What happened: the longest, and the newest
briefing-head-risks = What it puts at risk
briefing-head-tried = What was tried
briefing-head-wants = What we ask for
briefing-head-gives = What we do on our side
briefing-head-agreement = What we would like to agree
briefing-head-worked = What worked well
briefing-no-record = There are no requests on record about this yet, so there are no figures.
briefing-sum-requests = Requests
briefing-since = { $n } since { $date }
briefing-sum-stood-still = Opening hours without it
briefing-stood-still = { $all } in all; the longest { $longest }
briefing-hours = { $n ->
    [one] 1 hour
   *[other] { $n } hours
  }
briefing-days = { $n } days
briefing-sum-patrons = Requests that stopped patrons
briefing-patrons = { $n } of { $all }
briefing-sum-others = Also stopped
briefing-others = { $n ->
    [one] 1 more person said so
   *[other] { $n } more people said so
  }
briefing-sum-lost = Time people say they lost
briefing-lost = { $hours } ({ $n ->
    [one] 1 answer
   *[other] { $n } answers
  })
briefing-sum-promises = Promises of news
briefing-promises = { $made } made, { $kept } kept
briefing-sum-reopened = Opened again after a repair
briefing-times = { $n ->
    [one] once
   *[other] { $n } times
  }
briefing-sum-open = Not put right today
briefing-open = { $n }
briefing-event = { $date }: { $subject } (#{ $number }).
briefing-event-at = { $date }, { $place }: { $subject } (#{ $number }).
briefing-mended = Mended after { $hours } of opening time.
briefing-mended-closed = Mended after { $hours }, outside opening hours.
briefing-not-mended = Not mended; { $hours } of opening time so far.
briefing-not-done = Still open.
briefing-reopened = Opened again { $n ->
    [one] once
   *[other] { $n } times
  }.
briefing-broken = { $made ->
    [one] A promise of news was made, and was not kept.
   *[other] { $made } promises of news were made, and { $kept } kept.
  }
briefing-more = And { $n } more, counted above.
briefing-risk-financial = Money
briefing-risk-compliance = Law and rules
briefing-risk-reputation = Good name
briefing-likely-possible = possible
briefing-likely-likely = likely
briefing-likely-certain = certain
briefing-risk = { $kind } ({ $likely }): { $words } (#{ $number }).
briefing-risk-from = { $kind } ({ $likely }, from { $date }): { $words } (#{ $number }).
briefing-risk-unsaid = named, but not described
briefing-tried-round = A way round it: { $words } (#{ $number }).
briefing-waited-supplier = All together, the requests waited { $long } for a supplier.
briefing-waited-us = All together, the requests waited { $long } for an answer from { $us }.
briefing-waited-other = All together, the requests waited { $long } for a planned change or a date.
briefing-talk-with = { $date }: { $what }, with { $whom }.
briefing-talk = { $date }: { $what }.
briefing-talk-own_manager = talked within the department
briefing-talk-it_manager = talked between the departments
briefing-talk-impact = said what it does to the service
briefing-talk-praise = said aloud what works
briefing-talk-expectations = looked at our own expectations
briefing-talk-agreement = thought about an agreement
briefing-talk-acceptance = thought about living with it
briefing-wants-unsaid = (Write here what would help, in one or two sentences.)
briefing-wants-on = We ask for an answer, or a plan, by { $date }.
briefing-worked-none = No request of these was put right with every promise kept. Think of something smaller: somebody who listened, or told the truth about a delay.
briefing-worked = { $date }: { $subject } (#{ $number }) was put right and stayed right.
briefing-worked-answer = { $date }: { $subject } (#{ $number }) had its first answer after { $answer }, was put right and stayed right.
briefing-worked-promise = { $date }: { $subject } (#{ $number }) had its first answer after { $answer }, every promise of news was kept, and it stayed right.
briefing-rests-on = The figures rest on { $n ->
    [0] no requests
    [one] 1 request
   *[other] { $n } requests
  } that { $who } can see, as of { $date }. Details about patrons are left out.

# Endings
endings-title = End this ladder
endings-about = Each of these is an honest ending. You can take it up again whenever you like.
endings-which = How does it end?
endings-what-resolved = What was wrong is right.
endings-what-accepted = It stays as it is. We know how to live with it.
endings-what-coexisting = The two sides disagree, and that is written down. Work goes on, and the question is asked again on a day.
endings-words = What is there to say?
endings-words-hint = What changed, or what each side thinks. Write the other side’s view so that they would agree with it.
endings-review = Ask again on
endings-review-hint = Needed where both go on side by side. You are reminded once.
endings-end = End it so

# What people are told by letter: that there is something, not what

# Looking back together
reviews-title = Looking back
reviews-about = After something big, or something that keeps coming back: what happened, what helped, what contributed, and what each side changes. Nobody is blamed.
reviews-new = Look back together
reviews-new-about = You take part, and ask others of both sides. Until one of each side agrees, nobody but those who take part can read it: no manager, no administrator.
reviews-begin = Begin
reviews-none = Nothing to look back on yet.
reviews-open = You take part
reviews-open-about = Only those who take part can read these.
reviews-published = For both departments to read
reviews-name = In a few words
reviews-name-hint = “The Monday when nobody could borrow”
reviews-tickets-hint = Their numbers. What happened is drawn from them: 12, 15
reviews-words = What happened?
reviews-words-hint = In a few sentences, as somebody would tell it who was not there.
review-private = Only those who take part can read this.
review-private-n = { $n ->
    [one] Only you can read this.
   *[other] Only the { $n } of you can read this.
}
review-missing-own = Missing: something from { $name } about its own side.
review-nobody-agreed = Nobody has agreed yet to publish it.
review-agreed-so-far = Agreed to publish it as it is: { $names }.
review-jump = Read it, then agree
review-draft = Draft, not to be passed on
review-private-tag = only those who take part
review-published-tag = published
review-published-on = Published on { $date }
review-head-story = What happened
review-head-moments = When it happened
review-head-helped = What helped
review-head-factors = What contributed
review-head-own = What each side got wrong, or cannot do
review-head-changes = What changes
review-head-owner = Who
review-head-due = When
review-head-what = What
review-moments-about = Drawn from the requests, without names: it does not matter who it was. What only the helping teams may read is left out.
review-moments-none = Nothing is known of when it happened. Add what you remember.
review-moment-opened = { $who } reported it
review-moment-answered = { $who } answered
review-moment-added = { $who } added something
review-moment-understood = { $who } said what they had understood
review-moment-resolved = { $who } put it right
review-moment-taken = { $who } had somebody look at it
review-moment-supplier = { $who } asked the supplier for help
review-moment-supplier-answered = The supplier answered
review-moment-referred = { $who } asked another team to do its part
review-until = to
review-from-to = { $from } to { $to }
review-arrange = Add to the timeline, or say something about a moment
review-unseen-ticket = a request you cannot open
review-somebody = Somebody else
review-aside = put aside
review-note = Said about it:
review-mark = Say something about it
review-mark-title = About this moment
review-mark-note = What should one know about it?
review-mark-note-hint = One line. “The answer came, but to somebody on leave.”
review-put-aside = Put it aside: it says nothing about what happened
review-add-moment = Add a moment
review-add-helped = Add what helped
review-add-factor = Add what contributed
review-add-own = Say something about your own side
review-add-change = Add a change
review-nothing-yet = Nothing yet.
review-edit = Change it
review-edit-change = Change it, or say that it is done
review-factors-about = There is never only one cause. Write all that made it possible, or made it worse.
review-factor-process = how things are done
review-factor-tool = a tool or system
review-factor-information = something not known
review-factor-capacity = time and people
review-factor-outside = outside both departments
review-own-about = Yours to say about your own side, in safety. Those who take part read it; it is published only if you yourself say so.
review-own-read = What its writers chose to share.
review-own-none = Nobody has shared anything here.
review-keeps-back = What you wrote about your own side stays hidden from both departments, unless you let it be published above.
review-consented = may be published
review-consented-out = both departments read it
review-not-consented = stays among those who take part
review-consent = Let it be published with the rest
review-keep-back = Keep it among those who take part
review-owned = { $name } has it
review-owner-left = { $name } had it, and has left
review-nobody = Nobody has it yet
review-due = due { $date }
review-done-on = Done on { $date }
review-agenda-due = { $name }, by { $date }
review-people = Who takes part
review-nobody-yet = Nobody yet
review-left = (has left)
review-agrees = agrees to publish
review-agreed = agreed to publish
review-invite = Ask somebody to take part
review-invite-hint = A name or an e-mail address, of either department
review-ask = Ask them
review-publish = Let both departments read it
review-publish-about = It is published when one of each side agrees to it as it is now. If anything is changed, everybody is asked again. Afterwards one can only say that a change is done.
review-agree = I agree to publish it as it is
review-you-agree = You agree to it as it is now.
review-withdraw = Take that back
review-when = When was it?
review-sort = What kind of thing was it?
review-sort-hint = Choose the nearest. Add another if it was several.
review-owner = Who sees to it?
review-due-on = By when?
review-done-words = It is done. What was done?
review-finish = Say that it is done
review-take-out = Take it out
review-take-out-hint = What it said is kept behind the scenes.
review-panel-there = Looked back on:
review-panel-new = It is put right. Is there something to learn from it, for both sides?
review-part-story = What happened
review-part-helped = Something that helped
review-part-factor = Something that contributed
review-part-own = About your own side
review-part-change = A change
review-part-moment = A moment
review-part-finish = Is it done?
review-part-about-story = In a few sentences. What happened, not who.
review-part-about-helped = What made it less bad than it could have been? Somebody’s idea, a card on the counter, a quick answer.
review-part-about-factor = What made it possible, or worse? One thing at a time. Think of how the work is arranged, not of who did it.
review-part-about-own = What did your side get wrong, or what can it not do? Saying so helps more than anything else here.
review-part-about-change = What will be done differently, so that it is easier to do right?
review-part-about-moment = Something that no request knows of: a call, a visit, a decision.
review-part-story-label = What happened?
review-part-helped-label = What helped?
review-part-factor-label = What contributed?
review-part-own-label = What did we get wrong, or what can we not do?
review-part-change-label = What changes?
review-part-moment-label = What happened then?
said-review-begun = Begun. Ask others to take part.
said-review-invited = They take part, and hear of it.
said-review-agreed = You agree. It is published when one of the other side agrees, too.
said-review-published = Published. Both departments can read it now.
said-review-shared = It goes out with the rest.
said-review-kept-back = It stays among those who take part.
said-review-written = Kept.
said-review-removed = Taken out.
said-review-change-done = Good. It is written down as done.
problem-review-elsewhere = They belong to neither of the two departments.
problem-review-between = Request { $n } is not between the two departments.
problem-review-published = It is published: both departments can read it, and nobody more takes part.
problem-review-reading = It has changed since you opened this page, so nothing is agreed. Read what it says now, then agree.
problem-review-moment = Give the day and the time, for example 2026-11-20 09:30.
asked-sort = What kind of thing was it?
asked-done_words = What was done?
asked-person = Who?
review-deed-review-begun = { $who } began this.
review-deed-review-invited = { $who } asked { $what } to take part.
review-deed-review-written = { $who } wrote: { $what }.
review-deed-review-taken-out = { $who } took out: { $what }.
review-deed-review-marked = { $who } said something about a moment.
review-deed-review-consented = { $who } lets their own part be published.
review-deed-review-kept-back = { $who } keeps their own part among those who take part.
review-deed-review-agreed = { $who } agreed to publish.
review-deed-review-withdrawn = { $who } took the agreement back.
review-deed-review-published = One of each side agreed: it is published.
review-deed-review-change-done = { $who } said that a change is done.
review-deed-review-change-due = { $who } gave a reminder of a change.
audit-kind-review-published = review published
audit-kind-review-change-done = change of a review done
ladders-waits = Waits for you
