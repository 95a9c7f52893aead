## Patron details: kept apart, shown to few
patron-title = Patron details
patron-what = A patron detail is a name, a card number or anything else that says who a patron is. Put || before and after it: it is kept apart from the ticket, and everybody but a few reads "patron detail withheld" in its place.
patron-kept =
    { $n ->
        [one] One patron detail is withheld here.
       *[other] { $n } patron details are withheld here.
    }
patron-removed = Patron detail removed on { $when }.
patron-not-yours = Whoever wrote it, the person who asked, and the patron confidants can see it.
patron-show = Show patron detail
patron-show-hint = Who looks, and when, is written down in the ticket.
patron-seen-recorded = It is written down that you have looked. Please keep this to yourself.
patron-none = There is none here that you may see.
patron-in-place = Where it stands
patron-mark-link = Hide a patron detail
patron-mark-title = Hide one that was not marked
patron-mark-what = Did somebody write a name or a card number without marking it? Type or paste it as it stands in the ticket.
patron-mark-label = The words to hide
patron-mark-hint = At least three letters or digits. They are hidden wherever they stand in this ticket.
patron-mark-button = Hide these words
patron-mark-limits = They go from the messages, the subject, the lists, the timeline and the search. Mail that has left already cannot be called back, and what stands in a picture or another file stays there.
problem-patron-short = Type at least three letters or digits, so that not half the ticket is hidden.
problem-patron-not-there = These words are not in the ticket. Copy them as they stand there.
said-patron-marked = Hidden. Patron confidants can still see it.

patron-mark-selection = Mark as patron detail
patron-card-offer = This looks like a card number: { $digits }.
problem-card = This looks like a card number: { $digits }. Should only the library see it? Choose, and send again.
patron-card-keep = Keep it for the library only
patron-card-not = It is not a card number

patron-settings-title = Patron details
patron-settings-what = Words marked ||like this|| in a ticket are kept apart. They never stand in mail, lists, search, exports or logs.
patron-settings-who = Whoever wrote them can see them, the person who asked can, and whoever has the role "Patron confidant" for the ticket's department or team. Give that role to people under
patron-days = Days until they are removed
patron-days-hint = Counted from the day the ticket closed. The ticket stays; the words are gone for good. If it is opened again, counting begins anew when it closes. 1 to 3650; usually 30.
patron-due =
    { $n ->
        [0] With this number, nothing would be removed now.
        [one] With this number, one patron detail in { $tickets } tickets would be removed within a minute.
       *[other] With this number, { $n } patron details in { $tickets } tickets would be removed within a minute.
    }
patron-cards = What card numbers look like
patron-cards-hint = One a line, with # for any digit: 2############# is a 2 and thirteen more. People who type such a number are asked whether to hide it; in mail it is hidden without asking. Empty: nobody is asked.
patron-preview = Show what would be removed
patron-backups = Backups made before the words were removed still have them: delete old backups after as many days. A backup that is restored removes at once what should be gone by then. Exports never have them.
problem-patron-days = Type a number of days from 1 to 3650.
problem-patron-cards = Each line needs 8 to 16 signs, each a digit or #, and there may be 20 lines.
said-patron-saved = Saved.
administration-room-patron = Patron details
administration-what-patron = How long they are kept, and what card numbers look like

event-ticket-patron-details-seen = { $who } looked at patron details
event-ticket-patron-details-removed = { $who } removed the patron details; their time had come
event-ticket-patron-detail-marked = { $who } hid a patron detail
event-name-ticket-patron-details-seen = patron details looked at
event-name-ticket-patron-details-removed = patron details removed
event-name-ticket-patron-detail-marked = patron detail hidden
audit-kind-ticket-patron-details-seen = looked at patron details
audit-kind-ticket-patron-details-removed = removed patron details
audit-kind-ticket-patron-detail-marked = hid a patron detail
audit-kind-patron-settings-changed = changed how patron details are kept
