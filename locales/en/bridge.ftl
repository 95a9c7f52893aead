# The relationship itself: its page, goals, figures, contributions.

nav-bridge = Bridge
bridge-title = The bridge
bridge-nav = Parts of the bridge
bridge-nav-together = Together
bridge-nav-meetings = Meetings
bridge-nav-goals = Goals
bridge-nav-glossary = Words
bridge-nav-who = Who we are
bridge-nav-praise = Thanks
bridge-nav-tours = Tours
bridge-nav-ideas = Ideas
bridge-nav-reviews = Looking back
bridge-nav-ladders = When it isn’t working
bridge-none = You are not part of a working relationship here yet. Whoever looks after your department can begin one.
bridge-and = and
bridge-keeper = You look after this.
right-keep-glossary = look after the words of both sides
right-look-after = look after a working relationship: its meetings, goals and people
problem-same-department = A department cannot be its own provider. Choose another one.
problem-relationship-there = These two work together already.
event-name-relationship-begun = working relationship begun
event-name-relationship-ended = working relationship ended
bridge-intro = The library and IT need each other. Here is what they have together: what hurts, what was promised, what comes next, and thanks.
bridge-parts = Everything on the bridge
bridge-what-meetings = Regular talks. Their agenda writes itself.
bridge-what-projects = Bigger things you do together, step by step.
bridge-what-goals = What both sides want to reach, and how far you are.
bridge-what-glossary = What words mean on either side.
bridge-what-who = What each department is there for, and who knows what.
bridge-what-praise = Thank somebody for something they did well.
bridge-what-tours = See how the others work, for an hour or a few weeks.
bridge-what-ideas = What could be better, and what became of it.
bridge-what-reviews = Understand together what went wrong, without blame.
bridge-what-ladders = What to do when talking has not helped. Private.
bridge-what-contributions = The work you did, of every kind. Only you and your manager see it.
choose = Choose …

# Beginning, changing and ending a relationship

relationship-begin = Begin a working relationship
relationship-begin-what = Two departments that depend on each other get a place for their meetings, goals and thanks. Everybody in either of them can see it.
relationship-customer = Who is helped
relationship-customer-hint = The library, for example. Departments inside it belong to it.
relationship-provider = Who helps
relationship-provider-hint = Only departments that give help to others are listed.
relationship-purpose = What the two want of each other
relationship-purpose-hint = A sentence or two, in words both sides would use. It may be empty.
relationship-edit = Change or end it
relationship-save = Save
relationship-end = End this working relationship
relationship-end-hint = What was done stays and can be read. Nothing new begins. It can be taken up again by beginning it once more.
relationship-ended-on = This working relationship ended on { $day }. What was done stays here.
said-relationship-begun = It has begun. Say hello.
said-relationship-saved = Saved.
said-relationship-ended = It has ended. What was done stays.

# What there is to know of a relationship now

overview-hurts = What hurts now
overview-hurts-what = Open requests, what hurts most first.
overview-hurts-none = Nothing is open between the two. Enjoy the quiet.
overview-all-open = { $n ->
    [one] The one open request
   *[other] All { $n } open requests
}
overview-open-for = open for { $age }
overview-asked-for = with the supplier for { $age }
overview-promised = What is promised
overview-promised-none = Nothing is promised just now.
overview-late-none = Every promise of news is kept.
overview-late-count = { $n ->
    [one] One promise of news has passed
   *[other] { $n } promises of news have passed
}
overview-waits = Waits for { $who } ({ $n })
overview-supplier = a supplier
overview-repeats = The same again
overview-repeats-what = Faults of the same service at the same place, or of the same device, at least three times in 90 days.
overview-repeats-none = Nothing came back three times.
overview-repeats-open = Those that are open
overview-times = { $n } times
overview-last = last { $when }
overview-look-back = Look back at it together
overview-risks = Risks coming due
overview-risks-none = No open request names a risk in the next two months.
overview-next = What comes next
overview-next-none = Nothing is planned yet.
overview-meeting-none = No meeting is planned.
overview-goals-none = There is no shared goal yet.
overview-thanks = Thanks
overview-thanks-none = No thanks were shared lately.
overview-thank = Thank somebody
overview-who = Who you are
overview-keepers-none = Nobody looks after it on this side yet.
overview-own-only = You see the requests here that you may open. Those who look after the relationship see every line.
overview-all = Everything about it
overview-requests = Open requests between the two
overview-requests-none = Nothing stands here. Good.
overview-lists = Which requests
overview-list-worst = What hurts most
overview-list-provider = With those who help
overview-list-requester = With those who asked
overview-list-supplier = With a supplier
overview-list-late = News is late
overview-not-narrowed = Show every service and place

# Goals

goals-title = Shared goals
goals-what = A goal both sides own: what you want, how you will know, and by when.
goals-none = No goal yet. One is plenty to begin with.
goals-new = Set a goal
goals-edit = Change the goal
goals-closed = Goals that are closed
goal-relationship = Between whom
goal-statement = What do you both want?
goal-statement-hint = One sentence that both sides would say. Like: Nobody waits longer than a morning for a first answer.
goal-measure = How will you know?
goal-measure-hint = A live figure is counted for you each month. By hand, somebody writes down what they read.
goal-measure-felt = How it felt, of 10 (live)
goal-measure-lost = Working hours lost in a month (live)
goal-measure-news = Requests on which every promise of news was kept, in % (live)
goal-measure-first = Hours to the first answer, the middle one (live)
goal-measure-reopened = Requests that were opened again, in % (live)
goal-measure-repeats = Faults that repeat, in % (live)
goal-measure-actions = Actions of meetings done in time, in % (live)
goal-measure-by_hand = Something that you count by hand
goal-unit = What you count by hand
goal-unit-hint = Only for what you count by hand. Like: people trained.
goal-bounds-hint = How it felt goes from 0 to 10, and everything in % from 0 to 100.
goal-from = From
goal-to = To
goal-by = By which day
goal-owner-customer = Who looks after it on the helped side
goal-owner-provider = Who looks after it on the helping side
goal-owner-none = Nobody yet
goal-owner-left = { $name } (left)
goal-left = Has left. Choose somebody new.
goal-change-hint = Where the sentence, the measure, the numbers or the day change, both sides agree anew.
goal-save = Save the goal
goal-how = How it goes
goal-aim-name = aim
goal-aim = The dashed line goes from where you began to where you want to be.
goal-by-hand = The numbers are what people read and wrote down.
goal-who = Who wants this
goal-agreed-by = Agreed by { $name }, { $day }
goal-not-agreed = Not agreed yet
goal-agree = We want this, too
goal-readings = What was read
goal-readings-none = Nothing was read yet. The first number makes it real.
goal-reading-on = On which day
goal-reading-value = What you read
goal-reading-value-hint = A number, like 12 or 2.5.
goal-reading-note = A note
goal-reading-note-hint = It may be empty.
goal-reading-save = Write it down
goal-reading-remove = Take it back
goal-reading-remove-which = Take it back: what was read on { $day }
goal-close = Close the goal
goal-ending = How does it end?
goal-ending-reached = It is reached
goal-ending-given_up = We give it up
goal-ending-replaced = Another goal takes its place
goal-ending-words = What you want to remember
goal-ending-words-hint = Where you give it up, say why.
goal-next = Which goal takes its place
goal-next-none = None
goal-next-is = The goal that took its place
goal-ended-reached = Reached
goal-ended-given_up = Given up
goal-ended-replaced = Replaced
goal-stand-nothing = No data yet
goal-stand-reached = Reached
goal-stand-on_the_way = On the way
goal-stand-behind = Behind
goal-stand-overdue = Its day has passed
goal-stands-nothing = From { $from } to { $to } by { $by }. Nothing was measured yet.
goal-stands-reached = { $now } now. It was to go from { $from } to { $to } by { $by }, and it is there.
goal-stands-on_the_way = { $now } now, on the way from { $from } to { $to } by { $by }.
goal-stands-behind = { $now } now, less far than it should be on the way from { $from } to { $to } by { $by }.
goal-stands-overdue = { $now } now. It was to go from { $from } to { $to } by { $by }.
said-goal-set = The goal is set. Now both sides can say that they want it.
said-goal-saved = The goal is saved.
said-goal-agreed = You both own it now, or half of it.
said-goal-measured = It is written down.
said-goal-reading-removed = It is taken back.
said-goal-closed = The goal is closed.
problem-amount = Write a number, like 12 or 2.5.
problem-goal-day = Choose a day.
problem-day-future = This day is still to come. Choose today or an earlier one.
problem-goal-same = From and to are the same. Where should it get to?
problem-goal-past = Choose a day that is still to come.
problem-goal-bounds = This figure can only be from { $least } to { $most }.
problem-goal-read = The goal has changed since you opened this page, so nothing is agreed. Read what it says now, then agree.
problem-goal-why = Say why, in a sentence. It helps the next goal.

# How the relationship is doing

health-title = How we are doing
health-nothing-to-draw = Nothing to draw yet. The line begins with the first one.
health-intro = The last twelve months, month by month, from what happened on requests. There is no single score: each picture answers one question and says what it cannot tell. A hollow mark rests on fewer than five, or on a month that is not over.
health-empty = Nothing has been put right together yet. Once it has, this page tells how it went.
health-month = Month
health-supplier = A supplier
health-so-far = { $month } so far
health-told = { $amount } ({ $counted })
health-minutes = { $n } min
health-span = { $from } to { $to }
health-point = { $month }: { $told }
health-point-running = { $month } so far: { $told }
health-point-none = { $month }: nothing to count
health-too-few = Fewer than five in these months or in those before: too few to say whether it changed.
health-changed = From { $span }: { $now }. From { $earlier }: { $before }.
health-agenda-few = { $count } said how it felt since the last meeting: too few to say more
health-agenda-felt = Since the last meeting it felt { $amount }, from { $count } answers
health-agenda-resolved = { $n } put right
plot-table = The numbers behind it

health-felt-better = It felt better from { $span } than from { $earlier }
health-felt-worse = It felt worse from { $span } than from { $earlier }
health-felt-same = It feels about as it did
health-felt-few = How it feels: too few answers to say more
health-felt-nothing = Nobody has said how it felt
health-felt-what = What people said on the last page of their request, from 0 (awful) to 10 (could not be better): the mean of the requests put right in a month. Those who say nothing are not counted, so it is how it felt to those who told us.
health-felt-unit = of 10
health-felt-count = Answers
health-felt-counted = { $n ->
    [one] 1 answer
   *[other] { $n } answers
}
health-felt-amount = { $n } of 10

health-lost-better = Less working time was lost from { $span } than from { $earlier }
health-lost-worse = More working time was lost from { $span } than from { $earlier }
health-lost-same = About as much working time is lost as before
health-lost-few = Lost working time: too few answers to say more
health-lost-nothing = Nobody has said how much time they lost
health-lost-what = The hours people said they lost to requests that were put right in a month, together. Many do not say, so the real number is higher. It grows with the number of requests and says nothing of whose fault it was.
health-lost-unit = hours
health-lost-count = Answers
health-lost-counted = { $n ->
    [one] 1 person said
   *[other] { $n } people said
}
health-lost-amount = { $n } h

health-news-better = Promises of news were kept more often from { $span } than from { $earlier }
health-news-worse = Promises of news were kept less often from { $span } than from { $earlier }
health-news-same = Promises of news are kept about as often as before
health-news-few = Promises of news: too few requests to say more
health-news-nothing = No promise of news yet
health-news-what = Of the requests put right in a month: on how many no promise of news passed without news. It says nothing of whether the news was good, and requests that are still open are not in it yet.
health-news-unit = % kept
health-news-count = Requests
health-news-counted = { $n ->
    [one] 1 request
   *[other] { $n } requests
}
health-news-amount = { $n }%

health-first-better = The first answer came sooner from { $span } than from { $earlier }
health-first-worse = The first answer took longer from { $span } than from { $earlier }
health-first-same = The first answer takes about as long as before
health-first-few = The first answer: too few requests to say more
health-first-nothing = No first answers yet
health-first-what = Hours from a report to the first answer, by the clock, nights and weekends included: half of the requests put right in a month had theirs sooner, half later. A quick answer need not be a good one.
health-first-unit = hours
health-first-count = Requests
health-first-counted = { $n ->
    [one] 1 request
   *[other] { $n } requests
}
health-first-amount = { $n } h

health-reopened-better = Less came back from { $span } than from { $earlier }
health-reopened-worse = More came back from { $span } than from { $earlier }
health-reopened-same = About as much comes back as before
health-reopened-few = What comes back: too few requests to say more
health-reopened-nothing = Nothing to come back yet
health-reopened-what = Of the requests put right in a month: how many had been called done before and were opened again. Some people open a new request instead; those are among the repeats.
health-reopened-unit = % opened again
health-reopened-count = Requests
health-reopened-counted = { $n ->
    [one] 1 request
   *[other] { $n } requests
}
health-reopened-amount = { $n }%

health-repeats-better = Fewer faults repeated from { $span } than from { $earlier }
health-repeats-worse = More faults repeated from { $span } than from { $earlier }
health-repeats-same = About as many faults repeat as before
health-repeats-few = Repeats: too few faults to say more
health-repeats-nothing = No faults reported yet
health-repeats-what = Of the faults reported in a month: how many were about the same device, or where no device was named about the same service at the same place, as another one in the 90 days before. Two different troubles with one machine count as a repeat, too.
health-repeats-unit = % again
health-repeats-count = Faults
health-repeats-counted = { $n ->
    [one] 1 fault
   *[other] { $n } faults
}
health-repeats-amount = { $n }%

health-waits-more = Requests spent more of their time with { $provider } from { $span } than from { $earlier }
health-waits-less = Requests spent less of their time with { $provider } from { $span } than from { $earlier }
health-waits-same = Who requests wait for is about as before
health-waits-few = Who requests wait for: too few to say more
health-waits-nothing = Nothing has waited yet
health-waits-what = Of all the hours that the requests put right in a month were open, nights and weekends included: the share in which { $provider } had the next step. In the rest { $customer } or a supplier had it. Having the next step is not the same as being slow.
health-waits-unit = % with those who help
health-waits-count = Requests
health-waits-counted = { $n ->
    [one] 1 request
   *[other] { $n } requests
}
health-waits-amount = { $n }%

health-shared-more = We did more for each other from { $span } than from { $earlier }
health-shared-less = We did less for each other from { $span } than from { $earlier }
health-shared-same = We do about as much for each other as before
health-shared-few = What we do for each other: too little to say more
health-shared-nothing = Nothing done for each other yet
health-shared-what = Deeds of both sides, not people: help given on a request, tours and placements done, ideas noted, steps of projects reached, looking back together, and thanks that were shared. Small things that nobody wrote down are not in it.
health-shared-unit = deeds
health-shared-count = Which
health-shared-counted = { $n ->
    [one] 1 deed
   *[other] { $n } deeds
}
health-shared-amount = { $n }
deed-assist = help on a request
deed-tour = tours
deed-placement = placements
deed-idea = ideas
deed-milestone = steps of projects
deed-review = looking back together
deed-praise = thanks

health-actions-better = More actions were done in time from { $span } than from { $earlier }
health-actions-worse = Fewer actions were done in time from { $span } than from { $earlier }
health-actions-same = About as many actions are done in time as before
health-actions-few = Actions of meetings: too few to say more
health-actions-nothing = No actions of meetings yet
health-actions-what = Of the actions from meetings that were due in a month: how many were done by their day. An action whose day was moved counts by the new one.
health-actions-unit = % in time
health-actions-count = Actions
health-actions-counted = { $n ->
    [one] 1 action
   *[other] { $n } actions
}
health-actions-amount = { $n }%

# Whether everybody is served alike

parity-title = Are all served alike?
parity-intro = How { $provider } served everybody over the last twelve months: { $n } requests that were put right. A dot is the middle one; the line says where the true middle is, 95 times of 100. Where lines overlap, the difference may be chance.
parity-cut = There were more; these are the newest.
parity-suppressed = A group is shown from five requests of two people on. Where one hidden group could be worked out from the sum, the next smallest is hidden, too.
parity-none = Nothing was put right yet.
parity-by-department = By department
parity-by-department-what = Everybody whom they help, not only you.
parity-by-role = By role
parity-by-role-what = People of the helped side: those who speak for others or lead, and those who do not. It is never by age, sex, origin or anything else about a person.
parity-by-location = By place
parity-by-location-what = Branches and buildings of the helped side; a room counts with its building.
parity-role-leads = Speaks for others or leads
parity-role-desk = Everybody else
parity-role-helps = Works on requests themselves
parity-group = Group
parity-head-middle = Middle or share
parity-low = From
parity-high = To
parity-count = Of how many
parity-not-shown = Too few to show
parity-middle = { $middle }, from { $count }: too few for a line
parity-span = { $middle }, between { $low } and { $high }, from { $count }
parity-first-name = First answer
parity-first-what = Hours from the report to the first answer, by the clock, nights and weekends included. The middle one: half were sooner, half later.
parity-first-unit = hours to the first answer
parity-first-amount = { $n } h
parity-first-alike = First answers: no difference we can be sure of
parity-first-apart = First answers do not come alike
parity-first-few = First answers: too few groups to compare
parity-resolution-name = Put right
parity-resolution-what = Hours from the report until it was called put right, by the clock. What was opened again counts until the last time.
parity-resolution-unit = hours until it was put right
parity-resolution-amount = { $n } h
parity-resolution-alike = Put right: no difference we can be sure of
parity-resolution-apart = Things are not put right alike
parity-resolution-few = Put right: too few groups to compare
parity-reopened-name = Opened again
parity-reopened-what = The share of requests that had been called put right and were opened again.
parity-reopened-unit = % opened again
parity-reopened-amount = { $n }%
parity-reopened-alike = What comes back: no difference we can be sure of
parity-reopened-apart = More comes back for some than for others
parity-reopened-few = What comes back: too few groups to compare
parity-felt-name = How it felt
parity-felt-what = What people said, from 0 to 10, the middle one. Those who say nothing are not counted.
parity-felt-unit = of 10
parity-felt-amount = { $n } of 10
parity-felt-alike = How it felt: no difference we can be sure of
parity-felt-apart = It does not feel alike
parity-felt-few = How it felt: too few groups to compare
parity-means = What is counted
parity-cannot = What this cannot tell
parity-cannot-why = It does not say why. Some groups ask for harder things, or at times when nobody is there.
parity-cannot-how = Many intervals are looked at at once: one that stands apart can be chance. Ask, before you conclude.
parity-cannot-who = It says nothing of any one person, of those who ask or of those who help, and must not be used so.

# Contributions

contributions-mine = What I did
contributions-of = What { $name } did
contributions-mine-what = Work of every kind, in the same units for everybody. Only you and your manager see this page. Nobody is compared, and the order says nothing.
contributions-person-what = Work of every kind, in the same units for everybody. Only { $name } and you, as their manager, see this page. It is for a talk, not for a judgement: nobody is compared.
contributions-side-what = What the people who work here did together, in the same units as the other side. It is there to be seen, not to be set against each other.
contributions-few = Fewer than five people work here. Numbers would be somebody’s, so there are none.
contributions-none = Nothing was counted in this time. Much of what people do is never written down.
contributions-cannot = It counts what was written down in Footbridge. A word at the right moment, a calm voice on the phone and a good idea in the corridor are not in it.
contributions-period = Over how long
contributions-period-month = 30 days
contributions-period-quarter = Three months
contributions-period-year = Twelve months
contributions-desk_fixes = { $n ->
    [one] 1 problem put right at the desk
   *[other] { $n } problems put right at the desk
}
contributions-reported = { $n ->
    [one] 1 report
   *[other] { $n } reports
}
contributions-worked = { $n ->
    [one] 1 request worked on
   *[other] { $n } requests worked on
}
contributions-resolved = { $n ->
    [one] 1 request put right
   *[other] { $n } requests put right
}
contributions-understood = { $n ->
    [one] 1 check that both meant the same
   *[other] { $n } checks that both meant the same
}
contributions-answers = { $n ->
    [one] 1 answer written for many
   *[other] { $n } answers written for many
}
contributions-checks = { $n ->
    [one] 1 first check kept
   *[other] { $n } first checks kept
}
contributions-terms = { $n ->
    [one] 1 word explained
   *[other] { $n } words explained
}
contributions-assists = { $n ->
    [one] 1 colleague helped
   *[other] { $n } times a colleague was helped
}
contributions-ideas = { $n ->
    [one] 1 idea noted
   *[other] { $n } ideas noted
}
contributions-tours = { $n ->
    [one] 1 tour or day with the others
   *[other] { $n } tours and days with the others
}
contributions-reviews = { $n ->
    [one] 1 review of what went wrong
   *[other] { $n } reviews of what went wrong
}
contributions-actions = { $n ->
    [one] 1 thing promised at a meeting, done
   *[other] { $n } things promised at a meeting, done
}
contributions-meetings = { $n ->
    [one] 1 meeting led or its minutes settled
   *[other] { $n } meetings led or their minutes settled
}
contributions-steps = { $n ->
    [one] 1 step of a joint project
   *[other] { $n } steps of joint projects
}
contributions-goals = { $n ->
    [one] 1 goal set, agreed on or measured
   *[other] { $n } times a goal was set, agreed on or measured
}
contributions-agreed = { $n ->
    [one] 1 thing written down for a meeting
   *[other] { $n } things written down for meetings
}
contributions-what-goals = What both sides want to reach, and how far it is.
contributions-what-agreed = Points to talk about, decisions and promises, so that nobody has to remember them.
contributions-people = One by one
contributions-people-what = You lead these people, so you may see what each of them did. It is for a talk, not for a judgement.
contributions-what-desk_fixes = Problems that never had to leave the desk.
contributions-what-reported = Written down so that somebody else can put it right, or that it got worse or stops more people.
contributions-what-worked = Answered, noted, taken on or handed on, each request once.
contributions-what-resolved = Of those worked on; each request once, also if it came back.
contributions-what-understood = Said back what was understood, or said whether it was right.
contributions-what-answers = Words that help again, new or put right.
contributions-what-checks = What to look at first, kept up to date.
contributions-what-terms = Words of either side added, put right or explained to somebody who asked.
contributions-what-assists = On a request of somebody else.
contributions-what-ideas = What could be better.
contributions-what-tours = Shown to the others, or gone to see; and days spent with them.
contributions-what-reviews = Wrote in one that both departments can read now, without blame.
contributions-what-actions = Done, in time or late.
contributions-what-meetings = Somebody has to open it, and somebody to say what was agreed.
contributions-what-steps = Reached together with the other side.
audit-kind-relationship-begun = Began a working relationship
audit-kind-relationship-ended = Ended a working relationship
audit-kind-relationship-changed = Changed what two departments want of each other
audit-kind-relationship-merged = Made two working relationships one
audit-kind-department-merged = Made a department part of another
audit-kind-goal-set = Set a goal
audit-kind-goal-changed = Changed a goal
audit-kind-goal-agreed = Agreed on a goal
audit-kind-goal-measured = Wrote down what was read of a goal
audit-kind-goal-reading-removed = Took back what was read of a goal
audit-kind-goal-closed = Closed a goal

# Two departments become one

merger-title = Make it part of another department
merger-what = Everything that belongs to { $name } moves to another department, in one go:
merger-people = { $n ->
    [one] 1 person
   *[other] { $n } people
}
merger-places = { $n ->
    [one] 1 place
   *[other] { $n } places
}
merger-teams = { $n ->
    [one] 1 team
   *[other] { $n } teams
}
merger-rest = roles, services, requests, and what it has together with other departments
merger-not-back = This cannot be taken back. The old department stays in the record, and its pages lead to the new one.
merger-into = Which department does it become part of?
merger-into-hint = One that is in use, and that is not inside this one.
merger-do = Move everything
merger-is-part = { $name } is part of { $into } now.
said-merger-done = Everything has moved.
problem-merger-itself = This is the department itself. Choose another one.
problem-merger-inside = { $name } is inside this department. Move it out first, or make it part of this one.
problem-merger-already = It is part of another department already.
problem-merger-both-sides = One of these two helps the other. End their working relationship first; a department cannot be its own provider.
awaited-title = Waits for your yes
awaited-mark = Waits for your yes
awaited-goal = a goal to agree on
awaited-tour = { $name } would like to see it: propose a time
awaited-tour-time = a time is proposed
awaited-placement = a placement to agree to
overview-overdue-since = Overdue since { $day }
overview-unseen = { $n ->
    [one] And one more that you are not part of.
   *[other] And { $n } more that you are not part of.
}
overview-risk = Risk
overview-waits-title = Who has the ball
