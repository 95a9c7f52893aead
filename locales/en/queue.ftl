# The queue of people who help: lists, saved views, snoozes, tags, deeds on many tickets, keys.

# Lists.
view-mine = My work
view-teams = My teams
view-waiting = Waiting for us
view-them = Waiting for others
view-waking = Waking up today
view-resolved = Put right
phase-overdue = overdue for news
phase-waking = waking up today
phase-snoozed = asleep for me
order-news = next news due first
queue-tagged = tagged
queue-on = on
any-device = any device
filter-device = Device
any-tag = anything
filter-tag = Tag
filter-group = Groups
group-none = in one list
group-place = by place
group-service = by service
group-none-place = Everywhere, or no place
group-none-service = No service
queue-pick = Select ticket
queue-picked = selected
queue-gone = No longer in this list
queue-lost = That did not reach the server. Nothing was changed; try once more.
queue-keys = j and k move, a gives, l tags, s snoozes, x selects, u undoes
fact-updated = changed { $when }

# How lists look.
style-title = Columns and density
style-what = For your lists alone, on every computer you sign in on.
style-density = How much room does a ticket take?
style-facts = What else should each ticket show?
style-facts-hint = Always there: subject, priority, age, who is stopped, who has the ball, the last words.
density-comfortable = Comfortable: two lines
density-compact = Compact: one line
fact-name-place = Place
fact-name-service = Service
fact-name-requester = Who asked
fact-name-assignee = Who works on it
fact-name-tags = Tags
fact-name-news = When news is due
fact-name-updated = When it last changed

# Saved views.
views-title = Saved views
views-what = A view is a list with a name. It stays up to date by itself, and its address can be sent to a colleague: they see what they may see.
views-none = No views yet.
views-none-do = Choose what to show in the queue, then save it.
views-manage = Saved views
views-new = Save this list as a view
views-edit = Change a view
views-save-this = Save this list as a view
views-change-this = Change this view
views-name = What do you call it?
views-name-hint = For example: Printers before exams
views-who = Who sees it in their list?
views-who-hint = A shared view belongs to its team: everybody in it can change it, and it stays when you leave.
views-own = Only me
views-shared = Everybody in { $team }
views-only-you = only you
views-made-by = made by { $name }
views-filters = What it shows was chosen in the queue.
views-look = Look at it
views-up = Up
views-down = Down
views-change = Change
views-delete = Delete
said-view-saved = Saved. It stands with your views now.
said-view-changed = Saved.
said-view-deleted = Deleted. Its tickets stay as they are.
problem-views-many = You have 50 views already. Delete one you no longer use.
problem-view-changed = A colleague changed this view while you looked. Save again to put yours in its place.

# Snoozes.
snooze-what = A snooze only keeps a ticket out of your own lists for a while; nobody is told. If somebody has to wait for something, put it on hold instead.
snooze-title = Snooze, for me alone
snooze-until = Hide from my lists until
snooze-own = Or until another time
snooze-button = Snooze
snooze-end = Back into my lists now
snooze-asleep = Out of your lists until { $when }.
snooze-quick-afternoon = This afternoon
snooze-quick-two_hours = In two hours
snooze-quick-tomorrow = Tomorrow morning
snooze-quick-monday = Next Monday
snooze-quick-week = In a week
said-snoozed = Snoozed. It comes back into your lists by itself, and at once if they write.
said-unsnoozed = It is back in your lists.
problem-snooze-long = Choose a time within a year.
problem-snooze-many = You have put 1,000 tickets to sleep already. Wake some first.

# Deeds on many tickets.
bulk-title = One thing for several tickets
bulk-tickets = { $n ->
    [one] { $n } ticket
   *[other] { $n } tickets
  }
bulk-numbers = Ticket numbers, with a space between
bulk-cut = More than 1,000 match. These are the first 1,000.
bulk-deed = What do you want to do?
bulk-choose = Choose
bulk-do = { $deed }: { $n ->
    [one] { $n } ticket
   *[other] { $n } tickets
  }
bulk-nothing-more = Nothing more to say about it.
bulk-all = all that match, not only this page
bulk-more = More …
bulk-none = Select none
bulk-reply-words = The same words to each of them
bulk-reply-hint = Each person who asked gets this as an answer to their own ticket. For some seconds you can take all of them back.
bulk-priority-what = The priority follows from who is stopped and when it hurts. Say what changed; whoever asked reads it on their ticket.
bulk-as-it-is = As it is on each
bulk-write-again = Go on with your words
problem-bulk-priority = Say who is stopped, or when it hurts. The priority follows from that.
deed-short-assign = Give to …
deed-short-tag = Tag …
deed-short-snooze = Snooze …
deed-assign = Give to somebody
deed-hand_over = Hand to another team
deed-add_tag = Add a tag
deed-remove_tag = Take a tag away
deed-snooze = Snooze
deed-end_snooze = Wake up
deed-hold = Put on hold
deed-end_hold = Take off hold
deed-service = Change the service
deed-location = Change the place
deed-priority = Change the priority
deed-reply = Answer with the same words
deed-resolve = Put right
deed-close = Close
deed-cancel = Call off
tag-label = Tag
bulk-back = Back to the list
bulk-left = Not done, and why
bulk-done = Done
bulk-undo = Undo
bulk-undo-until = You can undo this for 15 minutes.
bulk-undo-leaving = They leave in some seconds. Until then you can take all of them back.
bulk-undo-told = You can undo this for 15 minutes. They have been told already: tell them if it matters.
bulk-waiting = { $n ->
    [one] One ticket is
   *[other] { $n } tickets are
  } still to be done.
bulk-carry-on = Carry on
bulk-undone = { $n ->
    [0] Nothing was put back.
    [one] Undone: one ticket is as it was.
   *[other] Undone: { $n } tickets are as they were.
  }
bulk-not-done = { $n ->
    [one] One could not be done.
   *[other] { $n } could not be done.
  }
bulk-kept = { $n ->
    [one] One was changed since and stays.
   *[other] { $n } were changed since and stay.
  }
bulk-why-right = You do not work on this ticket.
bulk-why-state = It is { $state }.
bulk-why-left = It has left already.
bulk-why-changed = { $who } changed it since.
bulk-done-assign = Given: { $n }.
bulk-done-hand_over = Handed over: { $n }.
bulk-done-add_tag = Tagged: { $n }.
bulk-done-remove_tag = Tag taken away: { $n }.
bulk-done-snooze = Snoozed: { $n }.
bulk-done-end_snooze = Woken: { $n }.
bulk-done-hold = Put on hold: { $n }.
bulk-done-end_hold = Taken off hold: { $n }.
bulk-done-service = Service changed: { $n }.
bulk-done-location = Place changed: { $n }.
bulk-done-priority = Priority worked out again: { $n }.
bulk-done-leaving = Leaving in a moment: { $n }.
bulk-done-reply = Answered: { $n }.
bulk-done-resolve = Put right: { $n }.
bulk-done-close = Closed: { $n }.
bulk-done-cancel = Called off: { $n }.
outcome-waiting = waiting
outcome-done = done
outcome-same = was so already
outcome-refused = not done
outcome-not_yours = not yours
outcome-undone = undone
outcome-kept = stays
problem-bulk-none = Select some tickets first.
problem-bulk-many = At most { $most } tickets at once.
problem-bulk-unknown = There is no ticket { $number }.
problem-tag-words = A tag is one word. Join words with a hyphen.
problem-nobody-called = Nobody in your teams is called that.
problem-several-called = Several people are called that. Type more of the name.
event-ticket-put-back = { $who } undid what was done to several tickets
event-name-ticket-put-back = undone

# Keys.
ask-who = Type a name
ask-cancel = Cancel
keys-show = All keys (?)
keys-title = Keys
keys-move = Next, previous
keys-open = Open
keys-assign = Give to somebody: type a name, Enter
keys-take = Take it yourself
keys-tag = Tag: type, Enter
keys-snooze = Snooze
keys-reply = Reply
keys-note = Note, for the helping teams only
keys-resolve = Say that it is put right
keys-helps = What helps right now, on an open ticket
keys-pick = Select
keys-range = Select from the last one to here
keys-undo = Undo
keys-send = Send what you wrote
keys-take-back = Take back an answer that has not left yet
keys-leave = Leave the box
keys-search = Search
keys-close = Close
keys-off = Single letters can be turned off, for example when you speak to your computer.
keys-off-where = In your settings
keys-done = Close
account-keys = Single letters as keys
account-keys-hint = In the queue and on tickets. Turn them off if you speak to your computer or press keys by accident.
account-keys-on = On
account-keys-off = Off
