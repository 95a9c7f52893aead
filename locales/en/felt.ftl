# How it felt: the question, its links, talks that are owed, and what comes again.

felt-unit = Minutes or hours
felt-unit-minutes = minutes
felt-unit-hours = hours
felt-keep = Keep this from the people who worked on it.
felt-keep-what = They see your mark only as part of sums. Whoever looks after their team, and the liaison of your department, can read it.
felt-mark-very-good = Very good
felt-mark-good = Good
felt-mark-so-so = So-so
felt-mark-bad = Bad
felt-mark-very-bad = Very bad
event-feedback-kept = { $who } said how it went, and keeps it from those who worked on it
event-name-feedback-kept = feedback given, and kept
audit-kind-feedback-kept = said how it was, and keeps it
audit-kind-felt-repeat-settled = said what becomes of low marks
right-hear-felt = read how it felt where that is kept from those who helped

# The letter.
mail-marks = How did it go for you? One click chooses a mark. Nothing is sent until you say so on the page that opens.
mail-felt-asked-first = Your request { $number } was put right. We would like to know how that was for you.
mail-felt-asked-last = If it is not right after all, answer this message.
mail-why-felt = You get this question because this was your request. We ask once, and not often.
choices-kind-felt = You ask me how it went
mail-kept-unhappy-first = { $who } was not happy with how ticket { $number } went, and keeps that from those who worked on it. Please talk to them. What they said is not in this mail.
mail-kept-unhappy-last = It is on the page How it feels. Say there what came of the talk.

# The page behind the links.
how-title = How did it go?
how-chosen = You chose { $score } of 10: { $word }. Is that right?
how-send = Send my mark
how-nothing-yet = Nothing is sent until you press the button.
how-thanks = Thank you
how-have = We have your mark: { $score } of 10, { $word }.
how-more = Would you like to tell us more?
how-add = Send this too
how-answered = You have answered this before. What you send now takes its place.
how-words-hint = What you write here takes the place of what you wrote before. Leave it empty to let that stand.
how-sign-in = Sign in and say it there
how-home = To the front page
how-none-title-unknown = There is nothing here
how-none-unknown = This link does not lead anywhere. Perhaps a piece of it was lost on the way: try the whole link from your mail.
how-none-title-ended = The time for this question is over
how-none-ended = Links like this one work for some weeks. You can still say how it went when you sign in.
how-none-title-again = It is being looked at again
how-none-again = This was opened again, so the question waits until it is put right.
how-none-title-gone = Nobody can answer this any more
how-none-gone = The question was about somebody or something that is not kept any more.
how-none-title-foreign = This question was sent to somebody else
how-none-foreign = You are signed in, and the question is not yours. Only whoever got the mail can answer it.
problem-how-too-many = That was a lot of answers from one place. Try again in { $minutes } minutes.

# Talks.
talk-button = Say what came of it
talk-mark = { $score } of 10
talk-no-words = They left no words.
talk-kept = This is kept from those who worked on it. Please keep it to yourself.
talk-what = Talk to { $who }: listen first. Then say here in a sentence what came of it. Until then the talk stays open.
talk-teams = The team that helped owes this talk. When they have had it, what came of it stands here.
talk-came = What came of it?
talk-came-hint = One sentence: “We agreed to ring before we come.”
talk-send = We have talked
talk-had = Talked
talk-outcome = What came of it: { $words }
said-talk-had = Written down. Thank you for asking.
problem-call-back-stays = A talk that is owed cannot be taken off. Say what came of it.

# The page for those who can do something about it.
felt-page-title = How it feels
felt-page-what = Talks that are owed, low marks that come again, and what people said of late. Sums need at least five answers from more than one person; a department of fewer than five people is not shown by name.
felt-owed = Talks that are owed
felt-owed-none = Nobody waits for a talk.
felt-owed-button = Look at it
felt-owed-open = Look at it: the talk about #{ $number }
felt-owed-nobody = nobody has it yet
felt-kept = kept from those who helped
felt-repeats = Low marks that come again
felt-repeats-none = Nothing comes again and again at the moment.
felt-repeat-one = { $service }: { $n } low marks within 30 days
felt-repeat-what = Something may be behind it. Look for it, or say why not.
felt-repeat-problem = Open a problem record
felt-repeat-review = Look back together
felt-repeat-not = Neither, and say why
felt-repeat-reason = Why not?
felt-repeat-refuse = Keep this reason
felt-ending-problem = A problem record looks for the reason:
felt-ending-review = Both sides look back together:
felt-ending-not = Nothing comes of it:
felt-ending-look = the review
felt-latest = What people said
felt-latest-what = Of the last three months, the newest words about each service.
felt-table = The answers of a year as a table
felt-latest-none = Nobody has said anything yet. That may be a good sign.
felt-no-service = About no service
felt-mean = { $mean } of 10 on average, from { $n } answers
felt-few = too few answers to add up
felt-is-owed = A talk is owed.
felt-done = What was done about it
felt-open-talks = { $n ->
    [one] One talk is owed.
   *[other] { $n } talks are owed.
}
felt-open-late = The first was due { $when }.
felt-open-due = The first is due { $when }.
felt-open-repeats = { $n ->
    [one] Low marks come again about one service.
   *[other] Low marks come again about { $n } services.
}
felt-open-look = Look at how it feels
said-felt-problem = Opened. The tickets with the low marks are linked.
said-felt-declined = Your reason is kept.
felt-problem-subject = Low marks about { $service } again and again
felt-problem-words = { $n } people gave low marks about { $service } within 30 days. What is behind it?
felt-problem-tickets = Requests: { $numbers }
tiding-felt-repeat = Low marks come again: { $about }

# What was expected beside what came.
report-good-enough = What would be good enough meanwhile?
report-good-enough-hint = One working machine would do
said-good-enough = Good enough meanwhile: { $note }.
compared-title = What was needed, and what came
compared-needed-by-you = You needed it by { $day }.
compared-needed-by-they = They needed it by { $day }.
compared-needed-now-you = You needed it at once, from { $when }.
compared-needed-now-they = They needed it at once, from { $when }.
compared-needed-later-you = There was no hurry for you.
compared-needed-later-they = There was no hurry for them.
compared-note = ({ $words })
compared-enough = Good enough would have been: { $words }.
compared-done = It was put right { $when }.
compared-felt = It felt: { $score } of 10.

# The agenda of a meeting.
felt-agenda-low = { $service }: { $n ->
    [one] one low mark
   *[other] { $n } low marks
}
felt-agenda-talked = Everybody was spoken to
felt-agenda-owed = { $n ->
    [one] One talk is owed
   *[other] { $n } talks are owed
}
felt-agenda-more = Some low marks are not told apart here
felt-agenda-more-note = They are kept, or come from a few people

# Settings.
settings-section-felt = How it felt
setting-felt-is-asking-by-mail = Ask by mail how it went
setting-what-felt-is-asking-by-mail = Once after something is put right, whoever asked gets one question with links to answer it. On the page of the ticket the question always stands.
setting-felt-after-hours = Asked after, in hours
setting-what-felt-after-hours = How long after it was put right. 0: the question rides in the letter that says so.
setting-felt-days-between = Days between two questions
setting-what-felt-days-between = Nobody is asked by mail again before so many days are over.
setting-felt-percent = Share of tickets asked about, in percent
setting-what-felt-percent = 100 asks about each, 25 about one in four.
setting-felt-link-days = The links work for, in days
setting-what-felt-link-days = Afterwards people sign in to say how it went.
setting-felt-low-marks = Low marks that are looked into
setting-what-felt-low-marks = So many marks of 4 or less about one service within 30 days ask for a problem record or a review.
problem-setting-hours = Write a whole number of hours, from 0 to 336.
problem-setting-percent = Write a whole number from 1 to 100.
problem-setting-marks = Write a whole number from 2 to 100.
