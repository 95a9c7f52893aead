# What each person is told, and how.
nav-notifications = New for you: { $n }
nav-notifications-none = New for you
nav-notifications-many = New for you: 99+
notifications-title = New for you
notifications-link = New for you
notifications-none = Nothing yet. What you choose to see here comes here.
notifications-unseen = Something on a ticket that you cannot see any more
notifications-unread = Unread
notifications-read = Read
notifications-open = Open ticket { $number }
notifications-done = Mark as read
notifications-read-all = Mark all as read
notifications-older = Older ones
said-notifications-read = All of it is marked as read.
choices-link = Choose what you are told, and how
choices-title = What you are told, and how
choices-way-app = In Footbridge
choices-way-mail = A mail at once
choices-way-digest = In a summary by mail
choices-way-none = Not at all
choices-what-app = It waits under "New for you". A number at the top of each page says how many are unread.
choices-what-mail = You get a mail for each piece of news. In your quiet hours it waits.
choices-what-digest = You get one mail with everything since the last one, at the time you choose below.
choices-what-none = You are not told. You can still look at the ticket.
choices-kind-request = My request has news
choices-kind-assigned = A ticket is given to me, or has news and is mine
choices-kind-team = A ticket comes to my team, or has news and nobody has it
choices-kind-asked = Somebody names me, asks me for help, or does something between the two sides that concerns me
choices-kind-following = Something I follow has news
choices-kind-reminder = Something of mine is due
choices-quiet = Quiet hours
choices-quiet-what = No mail comes in these hours, by your own clock. It waits until they end. Leave both empty for no quiet hours.
choices-quiet-from = From
choices-quiet-until = Until
choices-quiet-now = { $from } to { $until }
choices-quiet-none = none
choices-conflict = You chose something else meanwhile, on another page
choices-critical-now = Mail about critical tickets in quiet hours
choices-critical = Mail about critical tickets may come in quiet hours
choices-digest = The summary
choices-digest-what = It comes only when there is news for it.
choices-digest-at = At
choices-digest-days = On
problem-clock = Write a time, for example 22:00.
problem-quiet-both = Write both times, or leave both empty.
problem-quiet-same = Quiet hours need to end at another time than they begin.
problem-digest-days = Choose at least one day of the week.
digest-subject = { $n ->
    [one] News on one ticket
   *[other] News on { $n } tickets
}
digest-subject-more = { $n ->
    [one] One thing is new for you
   *[other] { $n } things are new for you
}
digest-first = What is new for you since the last summary:
digest-last = To choose what you are told, and how:
mail-why-request = You get this mail because this is your request.
mail-why-assigned = You get this mail because this ticket is given to you.
mail-why-team = You get this mail because you are in a team that this ticket is with.
mail-why-asked = You get this mail because somebody named you, asked you for help, or answered when you asked.
mail-why-following = You get this mail because you follow this request.
mail-why-affected = You get this mail because you said that this stops you too.
mail-why-reminder = You get this mail because something of yours is due.
mail-why-address = This mail goes to the address of a team that this ticket is with.
mail-choices = Choose what you are told, and how
audit-kind-notification-choices-changed = chose how to be told
