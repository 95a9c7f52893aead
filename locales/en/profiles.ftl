# Who we are: departments, teams, skills, providers.

# the directory
who-title = Who we are
who-about = The people on both sides: where they are, what they know, and who is above whom. Everybody has a page here, and so has every team.
who-place = Where you are
who-you = you
who-yours = your department
who-ours = Our organisation
who-others = Those who work for us
who-others-about = Other organisations that look after a part of what we use.
who-none = Nobody is here yet. Departments are added under Administration.
who-led-by = Led by
who-people = { $n ->
    [0] nobody yet
    [one] { $n } person
   *[other] { $n } people
}
who-people-teams = { $n ->
    [0] nobody yet
    [one] { $n } person
   *[other] { $n } people
} in { $teams ->
    [one] { $teams } team
   *[other] { $teams } teams
}
who-leads = { $name } leads { $department }.
who-answers-to = { $name } answers to { $manager }.
who-both-answer-to = { $name } and { $other } both answer to { $manager }.
who-both-answer-to-shared = { $name } and { $other } both answer to { $manager }, the manager both sides share.
who-is-shared = { $manager } is above both sides.
who-nobody-shared = Nobody is above both { $one } and { $other }: what binds them is what they agree on.

# a person
person-left = { $name } does not work here any more.
person-left-ask = Ask
person-outside = { $name } writes to us from outside and is in no department here.
person-between = The two of you
person-facts = Where to find them
person-answers-to = Answers to
person-teams = Works in
person-place = Place
person-edit = Change your card
person-edit-manager = Change whom they answer to
person-left-out = You are left out of “Who knows about this?”.
card-title = The card of { $name }
card-about = About you
card-about-hint = A sentence or two: what you do, what you like to be asked. You can leave it empty.
card-phone = Telephone
card-phone-hint = Leave it empty if you would rather not be called.
card-phone-for = Who may see the number
card-left-out = Leave me out of “Who knows about this?”
card-manager = Answers to
card-manager-hint = Only if it is not who the roles say.
card-manager-derived = Whoever leads the department
phone-for-everybody = Everybody here
phone-for-helpers = Those who work on requests
phone-for-nobody = Nobody but you
event-name-card-changed = card in the directory changed

# a profile
profile-mission = What we are here for
profile-come_for = What to come to us for
profile-not_for = What not to come to us for
profile-proud_of = What we are proud of
profile-worried_by = What worries us
profile-judged_on = What we are judged on
profile-teach-mission = Two sentences that somebody new would understand.
profile-teach-come_for = What you want people to bring to you, even if they think it is too small.
profile-teach-not_for = And where they should go instead: it saves them a walk.
profile-teach-proud_of = Something you got right lately, or have done well for years.
profile-teach-worried_by = What keeps you awake: the other side can only help with what it knows.
profile-teach-judged_on = The numbers or promises that others hold you to. They explain a lot.
profile-none = { $name } has not said anything about itself yet.
profile-gone = { $name } is not there any more. What it did stays here.
profile-people = Our people
profile-facts = At a glance
profile-ways = How to reach us
profile-hours = When we are there
profile-line = Who is above
profile-teams = Our teams
profile-inside = Inside it
profile-edit-link = Say who you are
profile-edit = Who is { $name }?
profile-edit-about = Write as you would tell somebody on the other side over coffee. Everything may be left empty; short is best. You can use Markdown.
profile-own-hours = When you are there
profile-own-hours-hint = Such as Mon-Fri 08:30-17:00. Leave it empty if the hours of your places say it, or support hours for a team.
profile-ways-hint = Which way for what: “by telephone if nobody can borrow”.
profile-changed = Written by { $name }, { $when }.
way-mail = Mail
way-phone = Telephone
way-chat = Chat
way-counter = In person
way-for-mail = Mail is for
way-for-phone = Telephone is for
way-for-chat = Chat is for
way-for-counter = Coming in person is for
hours-support = Support
hours-open-until = Open until { $when }
hours-opens-why = Closed ({ $why }), opens { $when }
hours-opens = Closed, opens { $when }
hours-always = Always open
load-title = What is before us
load-none = No request is open. Enjoy it while it lasts.
load-said = { $n ->
    [one] { $n } open request
   *[other] { $n } open requests
} from { $departments ->
    [one] { $departments } department
   *[other] { $departments } departments
}.
load-own = { $departments ->
    [one] They are all from { $name }.
   *[other] { $name } is one of the { $departments }, with { $n } of them.
}
problem-chosen-field = Somebody chose something else here meanwhile.
problem-way-address = Say how to reach you this way, or leave out what it is for.
event-name-profile-changed = what a department or team says of itself changed

# the card beside a ticket
card-asking = Who asks: { $name }
card-helping = Who has it: { $name }
card-with = With { $name }
card-more = More about { $name }

# a year
year-title = Our year
year-about = When you have most to do, or must not change anything. The other side sees it beside your requests and in the agenda of your meetings.
year-teach = Exam weeks, the holiday programme, budget time, a week in which nothing may change: say when, and the other side can plan around it.
year-new = Add a time of the year
year-edit = A time of the year
year-name = What it is
year-name-hint = “Exam weeks”, “Change freeze”.
year-means = What it means for the other side
year-means-hint = “Every seat is taken: please no updates to the public computers.”
year-starts = First day
year-ends = Last day
year-yearly = It comes every year
year-now = now
year-each = every year
year-change = Change
year-remove = Take it out of the year
year-remove-hint = Then it is not shown any more. You can add it again.
year-span = { $from } to { $until }
year-line = { $name } ({ $who }): { $when }
problem-ends-before = The last day is before the first one.
problem-period-long = That is longer than half a year. Choose shorter times.
event-name-period-added = time of the year added
event-name-period-changed = time of the year changed
event-name-period-removed = time of the year taken out

# skills
skills-title = What they know
skills-mine = What you know
skills-knows = Knows
skills-none = { $name } has not said yet. If you know, say it below.
skills-none-mine = Nothing yet. What do people come to you for? That is it.
skills-add = Something you know
skills-add-team = Something your team knows
skills-add-button = Add it
skills-suggest = What do you know that { $name } knows?
skills-suggest-button = Suggest it
skills-suggested-title = Somebody thinks highly of you
skills-suggested = { $who } says that you know about { $name }.
skills-accept = Yes, I do
skills-decline = Not really
skills-waits = You said that { $name } knows about { $skill }. It shows once they say so, too.
skills-withdraw = Take it back
skills-remove = Remove
said-skill-added = Added. People can find it now.
said-skill-suggested = Thank you. It shows once they say so, too.
said-removed = Removed.
problem-skill-long = Shorter, please: at most 60 letters for each.
problem-skills-many = That would be more than { $most }. Keep those that people ask for.
event-name-skill-added = skill added
event-name-skill-suggested = skill suggested
event-name-skill-accepted = skill accepted
event-name-skill-removed = skill removed
knows-title = Who knows about this?
knows-label = What is it about?
knows-button = Find somebody
knows-about = Ask in your own words: “receipt printer”, “hearing loop”, “late fees for schools”.
knows-none = Nobody has said so yet, and nothing like it was solved lately. Ask the team that looks after it, or try another word.
knows-people = People
knows-teams = Teams
knows-how = Named for what they say they know and what they have solved. Nobody is ranked; everybody can leave themselves out on their own card.
knows-why-skill = Knows { $name }
knows-why-solved = Solved { $n } like this, the last on { $when }
knows-why-service = Solved { $n } about { $service }, the last on { $when }
knows-assign = Who knows about this:

# providers
supplier-title = Working with them
supplier-for = Only those who work on requests or look after the relationship see this.
supplier-hand-over = How to hand something over
supplier-hand-over-hint = What they need to know, what to call about, what they ask first.
supplier-contract = The contract in plain words
supplier-contract-hint = Its reference, their hours, what they promise and by when.
supplier-contract-until = Runs until
supplier-until = Runs until { $when }.
supplier-portal = Link to a case of theirs
supplier-portal-hint = With {"{"}number{"}"} where their number goes: https://help.example/cases/{"{"}number{"}"}
supplier-has-portal = Their numbers on our requests lead to their portal.
supplier-edit = Working with { $name }
supplier-change = Change this
contact-none = Nobody to turn to is written down yet. Add one: then a request can be handed over by mail.
contact-add = Add somebody to turn to
contact-new = Somebody to turn to at { $name }
contact-about = Letters about requests only go to addresses that stand here.
contact-name = Name
contact-name-hint = A person, or a desk such as “Case desk”.
contact-email = Mail address
contact-email-hint = Answers from this address find their request.
contact-phone = Telephone
contact-for = What to turn to them for
contact-for-hint = “Anything that stops lending, day and night.”
contact-change = Change
contact-remove = Take this contact away
contact-remove-hint = Then nothing more is sent there. What was sent stays.
problem-portal = A link begins with https:// and has no blanks.
event-name-provider-changed = how we work with a supplier changed

# handing over by mail
hand-over-title = Hand #{ $n } over to a supplier
hand-over-about = The letter is written from the request. Read it through and change what you like: it goes out in your name. Patron details are not in it.
hand-over-nobody = There is nobody to hand it over to yet. Add a contact on the page of the supplier, under Who we are.
hand-over-to = To whom
hand-over-write = Write the letter to this one
hand-over-subject = Subject
hand-over-subject-hint = { $tag } is put in front of it, so that the answer finds its way back.
hand-over-words = The letter
hand-over-words-hint = What is needed, what it means for us, and what you ask.
hand-over-number = Their number
hand-over-number-hint = If they have given it one already. It goes into the subject.
hand-over-files = Files that go with it
hand-over-files-hint = Look for names of patrons first.
hand-over-meanwhile = Meanwhile
hand-over-hold = Put it on hold: waiting for the supplier
hand-over-until = And look again
hand-over-until-hint = Left empty: until news is promised, a week at most. Their answer ends the wait.
hand-over-send = Send the letter
hand-over-suppliers = With suppliers
hand-over-sent = has it since { $when }.
hand-over-called = has it since a call { $when }.
hand-over-called-by = { $who } called { $to }:
hand-over-answered = answered { $when }.
hand-over-their-number = They call it
hand-over-found = Their answer calls it { $number }.
hand-over-keep = Keep { $number } as their number
hand-over-say-number = Write down their number
hand-over-change-number = Change their number
hand-over-link = Hand over to a supplier
hand-over-again = Write to a supplier again
problem-letter-files = These files are too large for one letter: at most 15 MB together.
said-handed-over-by-mail = The letter is on its way. Their answer will be filed here.
said-reference-kept = Their number is kept.
hold-note-supplier = We asked { $name }, who look after a part of this, and wait for their answer.
letter-hello = Hello { $name },
letter-asks = we need your help with this one.
letter-said = What our colleague sees:
letter-means = What it means for us:
letter-wants = Please tell us what you find, and what you call this case. If you answer this message, or keep { $tag } in the subject, your answer finds us by itself.
call-title = A call about #{ $n }
call-about = You called a supplier? Write down what they said. Those who work on the request read it; whoever asked reads only that you called.
call-whom = Whom did you call?
call-at = When?
call-words = What did they say?
call-words-hint = What they will do, and by when.
call-number-hint = If they gave it one.
call-save = Keep the call
call-link = I called them
call-note = Call to { $name }, { $to }:
said-supplier-called = Kept. It stands among the notes.
problem-call-future = That is still to come. When did you call?
problem-call-old = That is more than 30 days ago. Choose a later time.
letter-note = Letter to { $name }, { $to }:
letter-files = Files
event-ticket-supplier-called = { $who } called { $after } for help
event-name-ticket-supplier-called = called a supplier
event-ticket-handed-over-by-mail = { $who } asked { $after } for help by mail
event-name-ticket-handed-over-by-mail = handed over to a supplier by mail
event-ticket-supplier-answered = { $after } answered
event-name-ticket-supplier-answered = supplier answered
event-name-ticket-reference-kept = supplier’s number kept
event-ticket-reference-kept = { $who } kept the supplier’s number
mail-supplier-answered-first = { $other } answered about ticket { $number }:
mail-supplier-answered-last = Only those who work on the ticket see this. It does not wait for them any more: say to { $requester } what it means.

# the audit trail
audit-kind-card-changed = changed a card in the directory
audit-kind-profile-changed = said anew what a department or team is about
audit-kind-period-added = added a time to a year
audit-kind-period-changed = changed a time of a year
audit-kind-period-removed = took a time out of a year
audit-kind-skill-added = said what somebody knows
audit-kind-skill-suggested = suggested what a colleague knows
audit-kind-skill-accepted = agreed that they know something
audit-kind-skill-removed = took a skill away
audit-kind-provider-changed = changed how we work with a supplier
audit-kind-ticket-supplier-called = called a supplier about a request
audit-kind-ticket-handed-over-by-mail = handed a request over to a supplier by mail
audit-kind-ticket-supplier-answered = answered as a supplier
audit-kind-ticket-reference-kept = kept a supplier’s number
